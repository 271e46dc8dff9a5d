// What a version of the API makes of a struct: fields gone, fields joined, and those of a map, by
// name.

import { type Field, type Shape, type Struct, struct } from '../shape.ts';

const from = (shape: Struct, fields: readonly (readonly [string, Field])[]): Struct => ({
  ...shape,
  fields: new Map(fields),
});

/** Without some of its fields. */
export const without = (shape: Struct, ...names: string[]): Struct =>
  from(
    shape,
    [...shape.fields].filter(([k]) => !names.includes(k)),
  );

/** With more of them, behind its own. */
export const joined = (shape: Struct, more: Readonly<Record<string, Shape>>): Struct =>
  from(shape, [...shape.fields, ...struct('', more).fields]);

/** With other shapes in the places of fields. */
export const changed = (shape: Struct, other: Readonly<Record<string, Shape>>): Struct =>
  from(
    shape,
    [...shape.fields].map(([k, f]) => [k, other[k] === undefined ? f : { ...f, shape: other[k] }]),
  );

/** Written as a map is, and so is all that is in it. */
export function mapped(shape: Struct): Struct;
export function mapped(shape: Shape): Shape;
export function mapped(shape: Shape): Shape {
  switch (shape.go) {
    case 'struct':
      return from(
        shape,
        [...shape.fields]
          .map(([k, f]): [string, Field] => [k, { ...f, shape: mapped(f.shape) }])
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    case 'pointer':
      return { ...shape, to: mapped(shape.to) };
    case 'list':
    case 'array':
    case 'map':
      return { ...shape, of: mapped(shape.of) };
    default:
      return shape;
  }
}
