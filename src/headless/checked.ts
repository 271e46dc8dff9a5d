// Looks over every answer of a daemon, in tests and wherever transcripts are played.

import type { Observer } from '../api/serve.ts';
import { AnswerCheck } from '../api/told/check.ts';

/** An observer of a daemon. @param say is told of every fault of an answer */
export function checkedAnswers(say: (fault: string) => void): Observer {
  return {
    asked(_, method, target) {
      const check = new AnswerCheck(method, target, say);
      let answered = false;
      return {
        hijacked: () => {},
        answered: (answer) => {
          answered = true;
          check.head(answer);
        },
        told: (bytes) => check.piece(bytes),
        // who leaves before the end has not been told all of it
        ended: () => {
          if (answered) check.end();
        },
      };
    },
  };
}
