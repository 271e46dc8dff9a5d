// docker tag

import { parseReference, ReferenceError_ } from '../../../api/reference.ts';
import { CliError, type Implementation } from '../../cli.ts';

export const tagCommand: Implementation = {
  args: { min: 2, max: 2 },
  stopAtFirst: true,
  *run(cli) {
    const [source = '', target = ''] = cli.args;
    try {
      const r = parseReference(target);
      if (r.digest !== undefined) throw new CliError('refusing to create a tag with a digest reference');
    } catch (error) {
      if (error instanceof ReferenceError_)
        throw new CliError(
          `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${error.message}`,
        );
      throw error;
    }
    yield* cli.api.ImageTag(source, target);
    return 0;
  },
};
