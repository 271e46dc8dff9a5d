// Answers that follow what they depend on.

/**
 * Asks again whenever something changes that the question reads (a tick, a name); the newest answer counts. To be called
 * while a component is made.
 * @param ask puts the question; undefined asks nothing
 * @returns the last answer; one that was refused leaves it as it was
 */
export function live<T>(ask: () => Promise<T> | undefined): { readonly value: T | undefined } {
  let value = $state.raw<T>();
  let turn = 0;
  let shown = 0;
  $effect(() => {
    const mine = ++turn;
    ask()?.then(
      (v) => {
        if (mine < shown) return;
        shown = mine;
        value = v;
      },
      () => {},
    );
  });
  return {
    get value() {
      return value;
    },
  };
}
