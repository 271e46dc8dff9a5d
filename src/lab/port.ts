// The port: the page knows a lab only by these messages. All of them are plain data that a worker's channel carries.
// What is small and always wanted is told as it changes; what is bigger is asked for.

import type { BrowserAnswer } from './browse.ts';
import type { StartFiles } from './hostfiles.ts';
import type { Room } from './limits.ts';
import type { BrowserRequest, Input, LogEntry, Moment, Origin, SessionLog } from './log.ts';
import type {
  ChartFacts,
  ContainerItem,
  Facts,
  FolderEntry,
  ImageItem,
  NetworkItem,
  Scene,
  StoreItem,
  Work,
} from './shown.ts';
import type { Fact } from './trace.ts';

export type { BrowserAnswer, BrowserRequest, Fact, Input, LogEntry, Moment, Origin, Room, SessionLog };

/** How virtual time follows real time. */
export type Speed = 'real' | 'fast' | 'instant';
/** Languages that page and machine speak. */
export type Spoken = 'en' | 'es';

/** How a lab is made. Two labs of the same start are equal. */
export interface LabStart {
  /** Name of the scenario that the files are of. */
  readonly scenario: string | undefined;
  readonly gpus: number;
  readonly user?: string;
  /** Folder to begin in. */
  readonly cwd?: string;
  readonly files?: StartFiles;
  readonly seed?: number;
  readonly columns?: number;
  readonly rows?: number;
}

/** A lab to be made, with what its goals are read from: data that only the follower of goals looks into. */
export interface Wanted {
  readonly start: LabStart;
  readonly lesson: object | undefined;
}

/** Something of a lab's past: after a command, or (with the number of a fact) in the middle of it. */
export interface When {
  readonly frame: number;
  readonly entry: number | undefined;
}

/** A fact of a command as the timeline shows it. */
export interface FactEntry extends Fact {
  /** Unique in the session: number of the frame, and a number in it. */
  readonly id: string;
  readonly at: number;
  /** It came about while the shell waited at its prompt. */
  readonly idle: boolean;
  /** Number of the engine's value after it: facts with the same one show the same picture. */
  readonly state: number;
}

/** A command of the session with what it did. */
export interface FrameFacts {
  readonly index: number;
  /** What was typed; undefined for the first frame. */
  readonly line: string | undefined;
  /** Exit status; undefined for a command that opened another shell, and for the first frame. */
  readonly status: number | undefined;
  /** Entries of the log that came before its end. */
  readonly inputs: number;
  readonly ended: Moment;
  readonly trace: readonly FactEntry[];
  /** Facts that were too many to keep. */
  readonly more: number;
}

/** Who has the terminal, for whoever edits a line there. */
export interface Terminal {
  /** A shell waits for a line. */
  readonly atPrompt: boolean;
  /** A program reads. */
  readonly reading: boolean;
  /** Lines are edited by the terminal and given to readers whole. */
  readonly canonical: boolean;
  /** It is a terminal within another one (`docker run -it`). */
  readonly nested: boolean;
}

/** Items of one kind that are others now; `keys` has all that are there, in their order. */
export interface ItemChange<T> {
  readonly keys: readonly string[];
  readonly items: readonly T[];
}
/** What is different in a scene. What is not named stayed as it was. */
export interface SceneChange {
  readonly images?: ItemChange<ImageItem>;
  readonly containers?: ItemChange<ContainerItem>;
  readonly networks?: ItemChange<NetworkItem>;
  readonly stores?: ItemChange<StoreItem>;
}

/** How a way to another moment ended; `left`: somebody did not want to wait for it. */
export type Arrival = 'there' | 'astray' | 'left';

/** A session to be opened: packed, or as a list. */
export interface Opening extends Wanted {
  readonly session: string | SessionLog;
}
/** What became of it. `differs`: it shows something else than where it came from. */
export type Opened = { readonly how: Arrival; readonly differs: boolean };

/** Why a packed session is none, or of which lab it is. */
export type Peeked = { readonly origin: Origin } | { readonly error: 'damaged' | 'version' | 'too-big' };

/** A hop of an explanation, in words. */
export interface ToldReason {
  readonly title: string | undefined;
  readonly hops: readonly {
    readonly ok: boolean | undefined;
    readonly what: string;
    readonly fact: string;
    readonly mend: string | undefined;
  }[];
}

/** A remark of the Dockerfile's linter. */
export interface LintRemark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly rule: string;
}

export type ChartName = 'container' | 'health' | 'volume';

/** All that can be asked: what goes in, what comes back. A refused file operation comes back as a `Refusal`. */
export interface Questions {
  /** Names in a folder of the host with their kinds; empty when it may not be read. */
  list(asked: { path: string }): readonly { readonly name: string; readonly dir: boolean }[];
  /** A file of the host; undefined when there is none. */
  read(asked: { path: string }): Uint8Array | undefined;
  /** Another text whenever a file of the host is another one or has changed; empty when there is none. */
  stamp(asked: { path: string }): string;
  /** Everything below a folder of the host, by path. */
  below(asked: { path: string }): Readonly<Record<string, Uint8Array>>;
  /** File operations, all of them one after another, up to the first that is refused. */
  put(asked: { inputs: readonly Input[] }): null;
  /** What the session still takes. */
  room(asked: object): Room;
  /** One request of the browser tab; `at` is the lab's clock at the answer. */
  browse(asked: { request: BrowserRequest }): { readonly answer: BrowserAnswer; readonly at: number };
  /** Completions of the word that ends at `at`, and where it begins; undefined when nobody edits a line. */
  complete(asked: {
    line: string;
    at: number;
  }): { readonly from: number; readonly options: readonly string[] } | undefined;
  /** The picture of a moment of the past. */
  shown(asked: When): { readonly scene: Scene; readonly at: number };
  /** Facts of a thing by its key in the scene; undefined when it is not there at that moment. */
  facts(asked: { key: string; when: When | undefined }): Facts | undefined;
  /** Entries of a folder of a container, an image or a store. */
  folder(asked: { key: string; path: string; when: When | undefined }): readonly FolderEntry[];
  /** The beginning of a file in one of them; `mark` tells hidden from seen ones. */
  content(asked: {
    key: string;
    path: string;
    mark: FolderEntry['mark'];
    when: When | undefined;
    most: number;
  }): Uint8Array;
  /** What a layer of an image added, changed and removed. */
  layer(asked: {
    image: string;
    index: number;
    when: When | undefined;
  }): readonly { readonly path: string; readonly kind: 'A' | 'C' | 'D' }[];
  chart(asked: { name: ChartName }): ChartFacts;
  lint(asked: { text: string }): readonly LintRemark[];
  /** Explains; without words what failed last. `wrong`: that is no question. */
  why(asked: { words: readonly string[]; language: Spoken }): ToldReason | { readonly wrong: string };
  /** Back before the last command, or before the one that is under way. */
  undo(asked: object): Arrival;
  redo(asked: object): Arrival;
  /** Goes on from a frame; what came after it is a branch until the next command. */
  resume(asked: { frame: number }): Arrival;
  peek(asked: { packed: string }): Peeked;
  /** Plays a session in a fresh lab, which becomes the present one when it came to its end. */
  open(asked: Opening): Opened;
  /** The session as a text; undefined when it is too big for one. */
  packed(asked: object): string | undefined;
  transcript(asked: { kind: 'text' | 'conformance' }): string;
}
export type QuestionName = keyof Questions;
export type Asked<K extends QuestionName> = Parameters<Questions[K]>[0];
export type Told<K extends QuestionName> = ReturnType<Questions[K]>;

/** Why a question has no answer. */
export interface Refusal {
  /** `FsError` for a refused file operation, else what went wrong in the lab itself. */
  readonly name: string;
  readonly message: string;
}

/** What goes into a lab. */
export type ToLab =
  /** Makes the lab; the first message, and one that starts over. */
  | ({ readonly kind: 'begin' } & Wanted)
  /**
   * Keys. A line that was edited by the page comes whole; single keys that come while a shell waits for a line go
   * back (`bounced`), since the page edits those.
   */
  | { readonly kind: 'keys'; readonly seq: number; readonly text: string; readonly line: boolean }
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'speed'; readonly speed: Speed }
  | { readonly kind: 'language'; readonly language: Spoken }
  /** Simulated time stands still, or goes on. */
  | { readonly kind: 'hold'; readonly paused: boolean }
  /** So many bytes of output have been shown: a lab does not run far ahead of who looks at it. */
  | { readonly kind: 'seen'; readonly bytes: number }
  | { readonly kind: 'ask'; readonly id: number; readonly name: QuestionName; readonly asked: unknown }
  /** Gives up the way that is under way. */
  | { readonly kind: 'leave' }
  /** All code may be fetched now: somebody is about to type. */
  | { readonly kind: 'fetch' }
  | { readonly kind: 'ping'; readonly n: number };

/** What comes out of a lab. */
export type FromLab =
  /** Another lab is the present one; `output` is what its terminal showed before. */
  | { readonly kind: 'lab'; readonly origin: Origin; readonly output: Uint8Array }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'view';
      readonly at: number;
      readonly scene: SceneChange | undefined;
      /** Number of the command that did it. */
      readonly command: number;
    }
  | { readonly kind: 'work'; readonly work: Work }
  | {
      readonly kind: 'past';
      /** Frames from this one on; those before are as they were. */
      readonly from: number;
      readonly frames: readonly FrameFacts[];
      /** Number of the frame in which the present is; those behind it are a branch. */
      readonly position: number;
      readonly canUndo: boolean;
      readonly canRedo: boolean;
    }
  /** The log from an entry on; those before are as they were. */
  | { readonly kind: 'log'; readonly from: number; readonly entries: readonly LogEntry[] }
  | {
      readonly kind: 'goals';
      /** Which goals are met, by step. */
      readonly goals: readonly (readonly boolean[])[];
      readonly step: number;
      readonly done: readonly number[];
    }
  | {
      readonly kind: 'pulse';
      /** Number of the last keys that were taken in. */
      readonly seen: number;
      /** Virtual ms since 1970. */
      readonly at: number;
      readonly moment: Moment;
      readonly terminal: Terminal;
      /** Lines that were entered, for who edits one; only when they are others. */
      readonly history: readonly string[] | undefined;
      /** The command that is under way. */
      readonly running: string | undefined;
      /** Files of the host or the engine's value changed since the last pulse. */
      readonly changed: boolean;
    }
  | { readonly kind: 'bounced'; readonly text: string }
  /** A program wants a file of the host edited. */
  | { readonly kind: 'edit'; readonly path: string }
  /** How far a way to another moment is, 0 to 1. */
  | { readonly kind: 'travel'; readonly progress: number | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly told: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly why: Refusal }
  | { readonly kind: 'pong'; readonly n: number };
