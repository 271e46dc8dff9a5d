// The outside world as the machine sees it.

/** Hosts of the outside world that answer, with their addresses. */
export const OUTSIDE: Readonly<Record<string, string>> = {
  'pypi.org': '151.101.0.223', 'files.pythonhosted.org': '151.101.64.223', 'deb.debian.org': '151.101.2.132', 'security.debian.org': '151.101.194.132', 'archive.ubuntu.com': '185.125.190.82', 'security.ubuntu.com': '185.125.190.83', 'dl-cdn.alpinelinux.org': '151.101.130.132', 'github.com': '140.82.121.4',
};
