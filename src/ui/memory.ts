// What the page remembers between visits; where storage is forbidden it remembers nothing.

const PREFIX = 'drydock.';

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // a sandboxed frame has no storage
  }
}
