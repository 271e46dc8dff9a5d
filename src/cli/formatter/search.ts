// The table of `docker search`: its columns and what --format can ask for.

import type { ListFormat } from '../formatter.ts';

export const SEARCH: ListFormat = {
  type: 'searchContext',
  headers: { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' },
  table: '{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}',
};
