// What may differ between two answers: times, sizes, ids, layers, chance names. See tests/conformance/README.md.

const ADJECTIVE_NAME = /\b[a-z]{3,}_[a-z]{3,}\d?\b/g;

/** Lines about single layers, and lines of build progress that depend on timing or size. */
function dropped(line: string): boolean {
  return (
    /^[0-9a-f]{12}: (Pulling fs layer|Waiting|Downloading.*|Verifying Checksum|Download complete|Extracting.*|Pull complete|Already exists|Preparing|Pushing.*|Pushed|Layer already exists|Mounted from .*|Loading layer.*)$/.test(
      line.trim(),
    ) ||
    /^#\d+ (sha256:|extracting|transferring|resolve |exporting (layers|manifest|config)|writing image|naming to .* done|unpacking|\.\.\.|WARN:)/.test(
      line,
    )
  );
}

/**
 * A text in which everything that may differ is the same on both sides.
 * `ids` is shared by the two streams of one command, so that ids keep their numbers.
 * `names` are the container names that a command's author chose and that must not be taken for chance names.
 */
export function normalize(text: string, ids: Map<string, string>, names: ReadonlySet<string>): string {
  let out = text
    .split('\n')
    .filter((l) => !dropped(l.replace(/\x1b\[[\d;]*[A-Za-z]/g, '')))
    .join('\n')
    .replace(/\x1b\[[\d;]*[A-Za-z]/g, '')
    .replace(/^(#\d+) \d+\.\d+ /gm, '$1 <t> ')
    .replace(/^(\d+\.\d{3}) /gm, '<t> ')
    .replace(/ \d+\.\d+s done$/gm, ' done');
  out = out.replace(/\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b/g, (id) => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    for (const [other, name] of ids) {
      if (other.startsWith(id) || id.startsWith(other)) {
        ids.set(id, name);
        return name;
      }
    }
    const name = `<ID${new Set(ids.values()).size + 1}>`;
    ids.set(id, name);
    return name;
  });
  return out
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}::[0-9a-z]{25}\b/g, '<ref>')
    .replace(/\b[0-9a-z]{25}\b/g, '<ref>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?(Z|[-+]\d\d:?\d\d))?( UTC)?/g, '<time>')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replace(
      /(Less than a second|About an? (minute|hour)|\d+ (second|minute|hour|day|week|month|year)s?) ago/g,
      '<ago>',
    )
    .replace(
      /Up (Less than a second|About an? (minute|hour)|\d+ (second|minute|hour|day|week|month|year)s?)/g,
      'Up <dur>',
    )
    .replace(/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, '<mac>')
    .replace(/\b\d+(\.\d+)?(e[+-]\d+)? ?([kMGT]B|[KMG]iB)\b/g, '<size>')
    .replace(/\b(?!0B\b)\d+(\.\d+)?B\b/g, '<size>')
    .replace(/\b\d+\.\d+s\b/g, '<s>')
    .replace(/^#\d+ /gm, '#N ')
    .replace(ADJECTIVE_NAME, (w) => (names.has(w) ? w : '<name>'))
    .replace(/ {2,}/g, ' ')
    .replace(/[ \t]+$/gm, '');
}

/** Words with an underscore that stand in the commands themselves: no chance names. */
export function ownNames(commands: readonly string[]): Set<string> {
  return new Set(commands.flatMap((c) => c.match(ADJECTIVE_NAME) ?? []));
}
