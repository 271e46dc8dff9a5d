// Words of the timeline in its languages, and the sentences for what commands changed.

import { humanSize } from '../../api/units.ts';
import type { Fact } from '../../lab/port.ts';
import type { Language } from '../../scenarios/format.ts';

const en = {
  timeline: 'Timeline',
  undo: 'Undo',
  redo: 'Redo',
  play: 'Play the session',
  stop: 'Stop playing',
  pace: 'Speed of playing',
  back: 'One command back',
  forth: 'One command forth',
  now: 'now',
  start: 'start',
  hold: 'Stop simulated time',
  release: 'Let simulated time go on',
  looking: 'You look at step {n} of {of}',
  branchStep: 'You look at step {n}, which was gone back from',
  readOnly: 'read-only',
  returnNow: 'Return',
  continueHere: 'Continue from here',
  travelling: 'Replaying… {percent} %',
  status: 'ended with {code}',
  changes: 'What it changed',
  noChanges: 'It changed nothing that the picture shows.',
  more: 'and {n} more',
  idle: 'afterwards',
  step: 'step {n} of {of}',
  position: '{step}: {what}',
  list: 'List of commands',
  first: 'the lab begins',
  why: 'Why?',
  share: 'Share',
  shareTitle: 'Share this session',
  shareText:
    'Whoever opens the link gets this session in this place, command by command. The link holds all of it; no server keeps anything.',
  copyLink: 'Copy the link',
  copied: 'Copied',
  copyText: 'Copy the transcript',
  copyTest: 'Copy it in the format of tests',
  saveFile: 'Save as a file',
  close: 'Close',
  linkLabel: 'Link to this session',
  linkTooLong:
    'This session is too long for a link. Save it as a file; ‘drydock replay FILE’ plays it, and opening it here does too.',
  openFile: 'Open a session file',
  openSure: 'Open that session? This one is left.',
  dismiss: 'Dismiss',
  damaged: 'The link holds no session that can be read: it is damaged or was cut off. Nothing was lost.',
  version: 'The link is of another version of Drydock. Nothing was lost.',
  tooBig: 'The session in the link is too big. Nothing was lost.',
  noScenario: 'The link is of a scenario ({name}) that is not here. Nothing was lost.',
  damagedKept:
    'The session that this tab kept could not be read: it is damaged. It stays here and can be saved as a file; the lab starts fresh.',
  versionKept:
    'The session that this tab kept could not be read: it is of another version of Drydock. It stays here and can be saved as a file; the lab starts fresh.',
  tooBigKept:
    'The session that this tab kept could not be read: it is too big. It stays here and can be saved as a file; the lab starts fresh.',
  astrayKept:
    'The session that this tab kept could not be played again. It stays here and can be saved as a file; the lab starts fresh.',
  leftKept:
    'You did not wait for the session that this tab kept. It stays here and can be saved as a file; the lab starts fresh.',
  leftLink: 'You did not wait for the session of the link. Nothing was lost.',
  otherKept: 'This tab kept a session of another scenario. It stays here and can be saved as a file.',
  linkedAside:
    'A shared session. What you do here changes only your own copy. The session that this tab had before stays here and can be saved as a file.',
  asideKept: 'An earlier session of this tab can still be saved as a file.',
  olderKept: 'This is an older state of the session: there was no room for what came after it.',
  saveAside: 'Save it as a file',
  leave: 'Do not wait',
  differs: 'The session was made with another version of Drydock; what you see may differ from what was shared.',
  differsKept: 'Drydock has changed since: the session was played again, and what you see may differ.',
  linked: 'A shared session. What you do here changes only your own copy.',
  astray: 'The session could not be played to that point. Nothing was changed.',
  stopped: 'The lab was ended and came back to the moment before ‘{line}’. Everything up to there is as it was.',
  crashed:
    'The lab ended by itself (out of memory, perhaps) and came back to the moment before ‘{line}’. Everything up to there is as it was.',
  notKept: 'There is no room to keep this session over a reload. Save it as a file or copy its link: Share.',
  notKeptBig:
    'This session has become too big to be kept over a reload or shared. Save the files that matter from the file tab.',
  noStorage:
    'This page may not keep anything here: a reload starts anew. Save the session as a file or copy its link: Share.',
  'layer-added': 'layer {layer} of {image} ({size})',
  'image-added': 'image {image}: {layers} layers, {shared} of them already there',
  'image-removed': 'image {image} is gone',
  'image-tagged': '{image} names {id}',
  'image-untagged': '{image} is no name any more',
  'container-created': 'container {container} made from {image}',
  'container-state': 'container {container}: {was} → {is}',
  'container-health': 'container {container} is {is}',
  'container-renamed': 'container {was} is called {container}',
  'container-removed': 'container {container} is gone with its writable layer',
  'network-created': 'network {network} ({subnet})',
  'network-removed': 'network {network} is gone',
  'network-joined': '{container} joined {network} as {ip}',
  'network-left': '{container} left {network}',
  'port-opened': '{host} of the host leads to {port} of {container}',
  'port-closed': '{host} of the host is closed',
  'volume-created': 'volume {volume}',
  'volume-filled': 'volume {volume} was filled ({entries})',
  'volume-removed': 'volume {volume} is gone',
  'volume-mounted': '{container} has volume {volume}',
  'volume-released': '{container} has volume {volume} no more',
  'exec-started': 'a command runs in {container}',
  'exec-ended': 'the command in {container} ended with {code}',
  'step-cached': 'from the cache: {step}',
  'file-added': '{where}: {path} came',
  'file-changed': '{where}: {path} changed',
  'file-removed': '{where}: {path} went',
  'files-more': '{where}: {more} more files',
  listens: '{container}: {program} listens on {ip}:{port}',
  'listens-no-more': '{container}: nobody listens on {ip}:{port} any more',
  host: 'host',
};
type Key = keyof typeof en;

const es: Readonly<Record<Key, string>> = {
  timeline: 'Línea de tiempo',
  undo: 'Deshacer',
  redo: 'Rehacer',
  play: 'Reproducir la sesión',
  stop: 'Parar la reproducción',
  pace: 'Velocidad de reproducción',
  back: 'Una orden atrás',
  forth: 'Una orden adelante',
  now: 'ahora',
  start: 'inicio',
  hold: 'Parar el tiempo simulado',
  release: 'Dejar correr el tiempo simulado',
  looking: 'Estás viendo el paso {n} de {of}',
  branchStep: 'Estás viendo el paso {n}, del que se volvió atrás',
  readOnly: 'solo lectura',
  returnNow: 'Volver',
  continueHere: 'Seguir desde aquí',
  travelling: 'Repitiendo… {percent} %',
  status: 'terminó con {code}',
  changes: 'Lo que cambió',
  noChanges: 'No cambió nada que muestre la escena.',
  more: 'y {n} más',
  idle: 'después',
  step: 'paso {n} de {of}',
  position: '{step}: {what}',
  list: 'Lista de órdenes',
  first: 'empieza el laboratorio',
  why: '¿Por qué?',
  share: 'Compartir',
  shareTitle: 'Compartir esta sesión',
  shareText:
    'Quien abra el enlace tendrá esta sesión en este punto, orden por orden. El enlace la contiene entera; ningún servidor guarda nada.',
  copyLink: 'Copiar el enlace',
  copied: 'Copiado',
  copyText: 'Copiar la transcripción',
  copyTest: 'Copiarla en el formato de las pruebas',
  saveFile: 'Guardar como archivo',
  close: 'Cerrar',
  linkLabel: 'Enlace a esta sesión',
  linkTooLong:
    'Esta sesión es demasiado larga para un enlace. Guárdala como archivo; «drydock replay ARCHIVO» la reproduce, y también abrirla aquí.',
  openFile: 'Abrir un archivo de sesión',
  openSure: '¿Abrir esa sesión? Se deja la actual.',
  dismiss: 'Cerrar aviso',
  damaged: 'El enlace no contiene ninguna sesión legible: está dañado o cortado. No se ha perdido nada.',
  version: 'El enlace es de otra versión de Drydock. No se ha perdido nada.',
  tooBig: 'La sesión del enlace es demasiado grande. No se ha perdido nada.',
  noScenario: 'El enlace es de un guion ({name}) que no está aquí. No se ha perdido nada.',
  damagedKept:
    'La sesión que guardaba esta pestaña no se pudo leer: está dañada. Sigue aquí y se puede guardar como archivo; el laboratorio empieza de nuevo.',
  versionKept:
    'La sesión que guardaba esta pestaña no se pudo leer: es de otra versión de Drydock. Sigue aquí y se puede guardar como archivo; el laboratorio empieza de nuevo.',
  tooBigKept:
    'La sesión que guardaba esta pestaña no se pudo leer: es demasiado grande. Sigue aquí y se puede guardar como archivo; el laboratorio empieza de nuevo.',
  astrayKept:
    'La sesión que guardaba esta pestaña no se pudo repetir. Sigue aquí y se puede guardar como archivo; el laboratorio empieza de nuevo.',
  leftKept:
    'No has esperado a la sesión que guardaba esta pestaña. Sigue aquí y se puede guardar como archivo; el laboratorio empieza de nuevo.',
  leftLink: 'No has esperado a la sesión del enlace. No se ha perdido nada.',
  otherKept: 'Esta pestaña guardaba una sesión de otro guion. Sigue aquí y se puede guardar como archivo.',
  linkedAside:
    'Una sesión compartida. Lo que hagas aquí solo cambia tu copia. La sesión que había en esta pestaña sigue aquí y se puede guardar como archivo.',
  asideKept: 'Una sesión anterior de esta pestaña todavía se puede guardar como archivo.',
  olderKept: 'Este es un estado anterior de la sesión: no hubo sitio para lo que vino después.',
  saveAside: 'Guardarla como archivo',
  leave: 'No esperar',
  differs: 'La sesión se hizo con otra versión de Drydock; lo que ves puede diferir de lo que se compartió.',
  differsKept: 'Drydock ha cambiado desde entonces: la sesión se ha repetido y lo que ves puede diferir.',
  linked: 'Una sesión compartida. Lo que hagas aquí solo cambia tu copia.',
  astray: 'La sesión no se pudo repetir hasta ese punto. No se ha cambiado nada.',
  stopped:
    'Se terminó el laboratorio y volvió al momento anterior a «{line}». Todo lo hecho hasta ahí está como estaba.',
  crashed:
    'El laboratorio se terminó solo (quizá sin memoria) y volvió al momento anterior a «{line}». Todo lo hecho hasta ahí está como estaba.',
  notKept: 'No hay sitio para conservar esta sesión al recargar. Guárdala como archivo o copia su enlace: Compartir.',
  notKeptBig:
    'Esta sesión es ya demasiado grande para conservarla al recargar o compartirla. Guarda los archivos que importen desde la pestaña de archivos.',
  noStorage:
    'Esta página no puede guardar nada aquí: al recargar se empieza de nuevo. Guarda la sesión como archivo o copia su enlace: Compartir.',
  'layer-added': 'capa {layer} de {image} ({size})',
  'image-added': 'imagen {image}: {layers} capas, {shared} de ellas ya estaban',
  'image-removed': 'la imagen {image} ya no está',
  'image-tagged': '{image} nombra a {id}',
  'image-untagged': '{image} ya no es un nombre',
  'container-created': 'contenedor {container} creado desde {image}',
  'container-state': 'contenedor {container}: {was} → {is}',
  'container-health': 'el contenedor {container} está {is}',
  'container-renamed': 'el contenedor {was} se llama {container}',
  'container-removed': 'el contenedor {container} se fue con su capa escribible',
  'network-created': 'red {network} ({subnet})',
  'network-removed': 'la red {network} ya no está',
  'network-joined': '{container} entró en {network} como {ip}',
  'network-left': '{container} salió de {network}',
  'port-opened': '{host} del anfitrión lleva a {port} de {container}',
  'port-closed': '{host} del anfitrión está cerrado',
  'volume-created': 'volumen {volume}',
  'volume-filled': 'el volumen {volume} se llenó ({entries})',
  'volume-removed': 'el volumen {volume} ya no está',
  'volume-mounted': '{container} tiene el volumen {volume}',
  'volume-released': '{container} ya no tiene el volumen {volume}',
  'exec-started': 'una orden corre en {container}',
  'exec-ended': 'la orden en {container} terminó con {code}',
  'step-cached': 'de la caché: {step}',
  'file-added': '{where}: llegó {path}',
  'file-changed': '{where}: cambió {path}',
  'file-removed': '{where}: se fue {path}',
  'files-more': '{where}: {more} archivos más',
  listens: '{container}: {program} escucha en {ip}:{port}',
  'listens-no-more': '{container}: ya nadie escucha en {ip}:{port}',
  host: 'anfitrión',
};

export const TEXTS: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, es };

/** A sentence with what goes into its braces. */
export interface PastText {
  readonly key: Key;
  readonly args: Readonly<Record<string, string | number>>;
}

export function word(key: Key, language: Language, args: PastText['args'] = {}): string {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    args[name] === undefined ? whole : String(args[name]),
  );
}

/** The sentence for a fact. */
export function factText(fact: Fact, language: Language): string {
  const { detail } = fact;
  const where = detail['where'] === '' || detail['container'] === '' ? word('host', language) : undefined;
  const args = {
    ...detail,
    ...(where === undefined ? {} : detail['where'] === '' ? { where } : { container: where }),
    ...(typeof detail['size'] === 'number' ? { size: humanSize(detail['size'], 3) } : {}),
  };
  return word('more' in detail ? 'files-more' : fact.kind, language, args);
}
