// Rows of lists as they stand on the wire: fields in Go's order, maps by key, wherever the list is asked for.

import { byKeyOrNull } from '../dict.ts';
import { inOrder } from '../shape.ts';
import { ENDPOINT } from '../shapes/container.ts';
import type { ContainerSummary } from '../types/container.ts';
import type { ImageSummary } from '../types/image.ts';
import type { NetworkResource } from '../types/network.ts';

/** A row of `docker ps`. */
export function containerRow(c: ContainerSummary): unknown {
  return {
    ...c,
    Labels: byKeyOrNull(c.Labels),
    NetworkSettings: {
      Networks: byKeyOrNull(
        Object.fromEntries(Object.entries(c.NetworkSettings.Networks).map(([k, e]) => [k, inOrder(e, ENDPOINT)])),
      ),
    },
  };
}

/** A row of `docker images`. */
export const imageRow = (image: ImageSummary): ImageSummary => ({ ...image, Labels: byKeyOrNull(image.Labels) });

/** A network, in a list or looked at. */
export const networkRow = (n: NetworkResource): unknown => ({
  ...n,
  IPAM: { ...n.IPAM, Options: byKeyOrNull(n.IPAM.Options) },
  Containers: byKeyOrNull(n.Containers),
  Options: byKeyOrNull(n.Options),
  Labels: byKeyOrNull(n.Labels),
});
