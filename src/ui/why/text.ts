// Words of the *why* panel in its languages; the explanations themselves are in src/why/text.

import type { Language } from '../../scenarios/format.ts';

const en = {
  ask: 'Ask why',
  question: 'Question',
  placeholder: 'http://localhost:8080   ·   db:3306 from web   ·   exit web',
  answer: 'Explain',
  last: 'What failed last',
  fine: 'Nothing is wrong here.',
  mend: 'To mend it',
  type: 'Type it into the console',
  good: 'fine',
  bad: 'here it fails',
  note: 'good to know',
  more: 'What can be asked',
  waiting: 'Nothing has run on this machine yet.',
  past: 'Explained is the present, not the past that is shown.',
  h_request: 'why there is no answer from a URL or HOST:PORT (from CONTAINER)',
  h_file: 'why a file is there, or is not (CONTAINER:/PATH)',
  h_exit: 'why a container ended',
  h_stop: 'why stopping it takes long',
  h_step: 'why build steps ran or were cached',
  h_rm: 'why something cannot be removed',
  h_port: 'who has a port',
  h_name: 'who has a name',
  h_env: 'where variables come from',
  h_prune: 'what a prune would remove',
};
type Key = keyof typeof en;
const es: Readonly<Record<Key, string>> = {
  ask: 'Preguntar por qué',
  question: 'Pregunta',
  placeholder: 'http://localhost:8080   ·   db:3306 from web   ·   exit web',
  answer: 'Explicar',
  last: 'Lo último que falló',
  fine: 'Aquí no hay nada mal.',
  mend: 'Para arreglarlo',
  type: 'Escribirlo en la consola',
  good: 'bien',
  bad: 'aquí falla',
  note: 'conviene saberlo',
  more: 'Qué se puede preguntar',
  waiting: 'En esta máquina no ha corrido nada todavía.',
  past: 'Se explica el presente, no el pasado que se muestra.',
  h_request: 'por qué no responde una URL o HOST:PUERTO (from CONTENEDOR)',
  h_file: 'por qué un archivo está o no está (CONTENEDOR:/RUTA)',
  h_exit: 'por qué terminó un contenedor',
  h_stop: 'por qué tarda en pararse',
  h_step: 'por qué se ejecutaron o no los pasos',
  h_rm: 'por qué algo no se puede borrar',
  h_port: 'quién tiene un puerto',
  h_name: 'quién tiene un nombre',
  h_env: 'de dónde vienen las variables',
  h_prune: 'qué borraría un prune',
};
export const TEXTS: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, es };

export function word(key: Key, language: Language): string {
  return TEXTS[language][key];
}
