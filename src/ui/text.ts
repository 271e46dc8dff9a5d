// Words of the page in its languages.

import type { Language } from '../scenarios/format.ts';

const TEXTS = {
  images: ['Imágenes', 'Images'], containers: ['Contenedores', 'Containers'], storage: ['Almacén: volúmenes y carpetas', 'Storage: volumes and folders'], host: ['anfitrión Docker', 'Docker host'], stage: ['Escena', 'Stage'], console: ['Consola', 'Console'], files: ['Archivos', 'Files'], task: ['Tarea', 'Task'], writable: ['capa escribible', 'writable layer'],
  layers: ['capas', 'layers'], layersOf: ['capas de', 'layers of'], more: ['más', 'more'], shared: ['compartidas con', 'shared with'], noDns: ['sin DNS', 'no DNS here'], internal: ['interna', 'internal'], entries: ['entradas', 'entries'], network: ['red', 'network'], nothing: ['Aún no hay nada: la primera imagen llega con docker pull, docker run o docker build.', 'Nothing here yet: the first image comes with docker pull, docker run or docker build.'], unnamed: ['sin nombre', 'no name'],
  save: ['Guardar', 'Save'], saved: ['Guardado', 'Saved'], unsaved: ['Sin guardar', 'Not saved'], reload: ['Releer', 'Reload'], open: ['Abrir', 'Open'], newFile: ['Archivo nuevo', 'New file'], fileName: ['Nombre del archivo', 'Name of the file'], changedOutside: ['El archivo ha cambiado en la máquina', 'The file has changed on the machine'], binary: ['Este archivo no es texto.', 'This file is no text.'], chooseFile: ['Elige un archivo.', 'Choose a file.'], up: ['Carpeta superior', 'Folder above'],
  language: ['English', 'Español'], theme: ['Tema', 'Theme'], light: ['claro', 'light'], dark: ['oscuro', 'dark'], auto: ['del sistema', 'as the system'], speed: ['Tiempo', 'Time'], real: ['real', 'real'], fast: ['rápido', 'fast'], instant: ['sin esperas', 'no waiting'], step: ['Paso', 'Step'], of: ['de', 'of'], done: ['hecho', 'done'], open_: ['pendiente', 'open'], type: ['Escribir en la consola', 'Type into the console'], next: ['Siguiente', 'Next'], previous: ['Anterior', 'Previous'], reset: ['Empezar de nuevo', 'Start over'], resetSure: ['¿Empezar de nuevo? Se pierde todo lo hecho en esta máquina.', 'Start over? All that was done on this machine is lost.'],
  search: ['buscar hacia atrás', 'search backwards'], consoleHelp: ['Consola de la máquina simulada. Escape y luego Tabulador para salir.', 'Console of the simulated machine. Escape, then Tab to leave.'], goals: ['Objetivos', 'Goals'], exposed: ['expuesto', 'exposed'], splitter: ['Tamaño de los paneles', 'Size of the panels'], failed: ['El laboratorio no pudo arrancar', 'The lab could not start'], ended: ['La sesión terminó. Pulsa Intro para entrar de nuevo.', 'The session has ended. Press Enter to log in again.'], scenario: ['Guion', 'Scenario'], freeLab: ['Laboratorio libre', 'Free lab'], outline: ['Contenido de la escena', 'Content of the stage'],
} as const satisfies Record<string, readonly [string, string]>;

export type TextKey = keyof typeof TEXTS;

/** The word for a key. */
export function say(key: TextKey, language: Language): string {
  return TEXTS[key][language === 'es' ? 0 : 1];
}
