// Names and titles of the scenarios that come with the page: whatever folder stands in scenarios/ is one.

import type { Text } from '../../scenarios/format.ts';

const TITLES = import.meta.glob<Text>('../../../scenarios/*/scenario.json', { import: 'title', eager: true });

export const titles = Object.entries(TITLES).map(([path, title]) => ({ name: path.split('/').at(-2)!, title }));
