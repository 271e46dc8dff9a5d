"""Bits of file modes."""
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = 0o040000, 0o020000, 0o060000, 0o100000, 0o010000, 0o120000, 0o140000
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR, S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP, S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o700, 0o400, 0o200, 0o100, 0o070, 0o040, 0o020, 0o010, 0o007, 0o004, 0o002, 0o001
S_IREAD, S_IWRITE, S_IEXEC = 0o400, 0o200, 0o100
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)


def S_IMODE(m): return m & 0o7777
def S_IFMT(m): return m & 0o170000
def S_ISDIR(m): return S_IFMT(m) == S_IFDIR
def S_ISCHR(m): return S_IFMT(m) == S_IFCHR
def S_ISBLK(m): return S_IFMT(m) == S_IFBLK
def S_ISREG(m): return S_IFMT(m) == S_IFREG
def S_ISFIFO(m): return S_IFMT(m) == S_IFIFO
def S_ISLNK(m): return S_IFMT(m) == S_IFLNK
def S_ISSOCK(m): return S_IFMT(m) == S_IFSOCK


def filemode(m):
    kind = {S_IFDIR: 'd', S_IFCHR: 'c', S_IFBLK: 'b', S_IFREG: '-', S_IFIFO: 'p', S_IFLNK: 'l', S_IFSOCK: 's'}.get(S_IFMT(m), '?')
    out = kind
    for shift, special, c in ((6, S_ISUID, 's'), (3, S_ISGID, 's'), (0, S_ISVTX, 't')):
        bits = m >> shift & 7
        x = c if m & special and bits & 1 else c.upper() if m & special else 'x' if bits & 1 else '-'
        out += ('r' if bits & 4 else '-') + ('w' if bits & 2 else '-') + x
    return out
