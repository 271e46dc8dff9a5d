// The hosts of the outside world that a machine can find.

/** Hosts of the outside world that answer, with their addresses. */
export const OUTSIDE: Readonly<Record<string, string>> = {
  'pypi.org': '151.101.0.223', 'files.pythonhosted.org': '151.101.64.223', 'deb.debian.org': '151.101.2.132', 'security.debian.org': '151.101.194.132', 'archive.ubuntu.com': '185.125.190.82', 'security.ubuntu.com': '185.125.190.83', 'dl-cdn.alpinelinux.org': '151.101.130.132', 'github.com': '140.82.121.4',
  'api.github.com': '140.82.121.6', 'raw.githubusercontent.com': '185.199.108.133', 'objects.githubusercontent.com': '185.199.109.133', 'download.docker.com': '18.66.112.62', 'get.docker.com': '18.66.112.74', 'registry-1.docker.io': '44.208.254.194', 'hub.docker.com': '44.193.181.103', 'registry.npmjs.org': '104.16.27.34', 'example.com': '23.215.0.136', 'example.org': '23.215.0.133', 'www.google.com': '142.250.185.68', 'google.com': '142.250.185.78',
  'deb.nodesource.com': '104.22.5.26', 'proxy.golang.org': '142.250.185.113', 'repo.maven.apache.org': '151.101.112.215', 'repo1.maven.org': '199.232.192.209', 'static.crates.io': '151.101.130.137', 'index.crates.io': '151.101.66.137', 'rubygems.org': '151.101.65.227', 'packagist.org': '54.38.128.131', 'huggingface.co': '18.239.50.16',
};
