// Random names for containers: an adjective and a scientist. Our own short list of the same form.

import type { Random } from '../fs/digest.ts';

const LEFT = [
  'agile', 'amber', 'bold', 'brave', 'bright', 'calm', 'clever', 'cosmic', 'eager', 'elegant', 'festive', 'fervent', 'gifted', 'happy', 'hopeful',
  'jolly', 'keen', 'kind', 'lucid', 'merry', 'modest', 'nifty', 'noble', 'patient', 'quirky', 'relaxed', 'serene', 'sharp', 'sunny', 'tender',
  'trusting', 'upbeat', 'vibrant', 'vigilant', 'wise', 'wonderful', 'zealous', 'zen',
];
const RIGHT = [
  'agnesi', 'archimedes', 'banach', 'bohr', 'boyd', 'cajal', 'cannon', 'curie', 'darwin', 'dijkstra', 'einstein', 'euclid', 'euler', 'faraday',
  'fermi', 'franklin', 'galileo', 'gauss', 'germain', 'goodall', 'hamilton', 'hawking', 'hopper', 'hypatia', 'jennings', 'johnson', 'kepler',
  'knuth', 'lamarr', 'liskov', 'lovelace', 'mccarthy', 'meitner', 'mendel', 'newton', 'noether', 'ochoa', 'pascal', 'ramanujan', 'ride', 'shannon',
  'torvalds', 'turing', 'villani', 'wing', 'wozniak',
];

/** A name that `taken` does not know; a digit is added when the pairs run out. */
export function randomName(random: Random, taken: (name: string) => boolean): string {
  for (let i = 0; ; i++) {
    const name = `${LEFT[random.below(LEFT.length)]}_${RIGHT[random.below(RIGHT.length)]}${i < 20 ? '' : random.below(10 ** Math.min(6, i - 19))}`;
    if (!taken(name)) return name;
  }
}
