import { describe, expect, it } from 'vitest';
import { session } from '../../headless/testing.ts';

const SETUP =
  'rm -rf d a b e l; mkdir -p d/s d/t; echo 1 > d/f; echo 1 > d/s/g; echo a > a; echo b > b; : > e; ln -s a l';

describe('programs that ask before they act', () => {
  // the order of a folder's files is ours: sorted
  it.each([
    ['printf "n\\n" | rm -i a; ls a', "a\nrm: remove regular file 'a'? "],
    [
      'printf "y\\n" | rm -i e; ls e',
      "rm: remove regular empty file 'e'? ls: cannot access 'e': No such file or directory\n= 2\n",
    ],
    ['rm -i l < /dev/null; ls l', "l\nrm: remove symbolic link 'l'? "],
    ['printf "n\\n" | rm -ri d', "rm: descend into directory 'd'? "],
    [
      'printf "y\\nn\\ny\\ny\\ny\\nn\\n" | rm -ri d; ls -R d',
      "d:\nf\nt\n\nd/t:\nrm: descend into directory 'd'? rm: remove regular file 'd/f'? rm: descend into directory 'd/s'? rm: remove regular file 'd/s/g'? rm: remove directory 'd/s'? rm: remove directory 'd/t'? ",
    ],
    ['printf "y\\n" | rm -I a b e l; ls', 'd\nrm: remove 4 arguments? '],
    ['printf "n\\n" | rm -I a b e l; ls', 'a\nb\nd\ne\nl\nrm: remove 4 arguments? '],
    ['rm -I a b e; ls', 'd\nl\n'],
    ['printf "n\\n" | rm -rI d; ls', 'a\nb\nd\ne\nl\nrm: remove 1 argument recursively? '],
    ['rm -if a; rm -fi b < /dev/null; ls', "b\nd\ne\nl\nrm: remove regular file 'b'? "],
    [
      'rm --interactive=foo a',
      "rm: invalid argument 'foo' for '--interactive'\nValid arguments are:\n  - 'never', 'no', 'none'\n  - 'once'\n  - 'always', 'yes'\nTry 'rm --help' for more information.\n= 1\n",
    ],
    ['printf "n\\n" | cp -i a b; cat b', "b\ncp: overwrite 'b'? "],
    ['printf "y\\n" | cp -i a b; cat b', "a\ncp: overwrite 'b'? "],
    ['printf "n\\n" | mv -i a b', "mv: overwrite 'b'? = 1\n"],
    ['printf "y\\n" | mv -iv a b', "renamed 'a' -> 'b'\nmv: overwrite 'b'? "],
    [
      'printf "y\\nn\\n" | rm -i a b; ls a b',
      "b\nrm: remove regular file 'a'? rm: remove regular file 'b'? ls: cannot access 'a': No such file or directory\n= 2\n",
    ],
  ])('%s', (command, answer) => {
    const run = session();
    run(SETUP);
    expect(run(command)).toBe(answer);
  });

  it('in busybox ask in its words, about a folder twice', () => {
    const run = session({ images: ['busybox'] });
    expect(run(`docker run --rm busybox sh -c 'mkdir d; echo > d/f; yes | rm -ri d; ls d'`)).toBe(
      "rm: descend into directory 'd'? rm: remove 'd/f'? rm: remove directory 'd'? ls: d: No such file or directory\n= 1\n",
    );
  });
});

describe('chmod', () => {
  it.each([
    ['chmod 700 d', '2700'],
    ['chmod 0700 d', '2700'],
    ['chmod 00700 d', '700'],
    ['chmod u=rwx,go= d', '2700'],
    ['chmod g-s d', '775'],
    ['chmod =755 d', '755'],
    ['chmod -022 d', '2755'],
    ['chmod +4000 d', '6775'],
  ])('%s of a folder with 2775 makes %s', (command, mode) => {
    expect(session()(`mkdir d; chmod 02775 d; ${command}; stat -c %a d`)).toBe(`${mode}\n`);
  });
  it('of a file loses what four digits do not name', () => {
    expect(session()('echo > a; chmod 6755 a; chmod 755 a; stat -c %a a; chmod 17777 a')).toBe(
      "755\nchmod: invalid mode: '17777'\nTry 'chmod --help' for more information.\n= 1\n",
    );
  });
});

describe('gzip', () => {
  const run = session();
  run('head -c 1000 /dev/zero > a; gzip -k a; echo b > b');
  it.each([
    [
      'gzip -l a.gz; ls a.gz',
      /^ {9}compressed {8}uncompressed {2}ratio uncompressed_name\n +\d+ +1000 +9\d\.\d% a\na\.gz\n$/,
    ],
    ['gzip -l a', /^ {9}compressed .* uncompressed_name\n|not in gzip format/],
    ['gzip -lq a.gz a.gz', /^( +\d+ +1000 +9\d\.\d% a\n){2}$/],
    ['gzip -l a.gz a.gz', /\(totals\)\n$/],
    ['gzip -l < a.gz', / stdout\n$/],
    ['gzip -l b; ls', /^a\na\.gz\nb\n\ngzip: b: not in gzip format\n/],
    ['gzip a < /dev/null', /^gzip: a\.gz already exists;\tnot overwritten\n= 2\n$/],
    ['gzip -9v b', /^b:\t.*% -- replaced with b\.gz\n$/],
    ['gzip -t a.gz', /^$/],
  ])('%s', (command, answer) => {
    expect(run(command)).toMatch(answer);
  });
});
