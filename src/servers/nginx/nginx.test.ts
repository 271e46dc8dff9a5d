import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

function lab(): (c: string) => string {
  const machine = new Machine(EVERYTHING);
  const s = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (c: string): string => {
    const a = s.run(c);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
  run('docker pull -q nginx:alpine; docker pull -q busybox; mkdir -p conf');
  return run;
}

/** Starts nginx with a site; gives what `curl` with these arguments answers afterwards. */
function site(
  conf: string,
  options = '',
): { run: (c: string) => string; curl: (args: string) => string; logs: () => string } {
  const run = lab();
  run(`cat > conf/default.conf <<'EOF'\n${conf}\nEOF`);
  run(`docker run -d --name web -p 8080:80 -v ./conf:/etc/nginx/conf.d:ro ${options} nginx:alpine; sleep 1`);
  return { run, curl: (args) => run(`curl -s ${args}`), logs: () => run('docker logs web 2>&1') };
}

/** What `nginx -t` says of a site. */
function test(conf: string): string {
  const run = lab();
  run(`cat > conf/default.conf <<'EOF'\n${conf}\nEOF`);
  return run('docker run --rm -v ./conf:/etc/nginx/conf.d:ro nginx:alpine nginx -t 2>&1 | grep -v entrypoint').replace(
    /^10-listen.*\n/gm,
    '',
  );
}

describe('configuration', () => {
  it('is refused with nginx’s words, file and line', () => {
    const bad = (text: string): string =>
      /\[emerg\] (.*)\n/.exec(test(text))![1]!.replaceAll('/etc/nginx/conf.d/default.conf', 'F');
    expect(bad('server {\n  listne 80;\n}')).toBe('unknown directive "listne" in F:2');
    expect(bad('server {\n  listen 80;\n}\n}')).toBe('unexpected "}" in F:4');
    expect(bad('server {\n  listen 80;\n')).toBe('unexpected end of file, expecting "}" in F:4');
    expect(bad('server {\n  root a b;\n}')).toBe('invalid number of arguments in "root" directive in F:2');
    expect(bad('root /x;\nlisten 80;')).toBe('"listen" directive is not allowed here in F:2');
    expect(bad('server {\n  listen 80;\n  listen 80;\n}')).toBe('a duplicate listen 0.0.0.0:80 in F:3');
    expect(bad('server {\n  listen 80\n  root /x;\n}')).toBe('invalid parameter "root" in F:3');
    expect(bad('server { location / { } location / { } }')).toBe('duplicate location "/" in F:1');
    expect(bad('server { return 200 $nosuch; }')).toBe('unknown "nosuch" variable');
    expect(bad('server {\n location ~ x {\n  proxy_pass http://127.0.0.1/y;\n }\n}')).toMatch(
      /^"proxy_pass" cannot have URI part in location given by regular expression/,
    );
    expect(bad('server {\n listen 443 ssl;\n}')).toBe("drydock: 'listen ssl' is not simulated in F:2");
    expect(bad('server { location / { sub_filter a b; } }')).toBe("drydock: 'sub_filter' is not simulated in F:1");
  });

  it('stops when the name of an upstream is not known', () => {
    const { run, logs } = site(
      'server {\n  listen 80;\n  location / {\n    # the application\n    proxy_pass http://web;\n  }\n}',
    );
    expect(logs()).toContain('nginx: [emerg] host not found in upstream "web" in /etc/nginx/conf.d/default.conf:5');
    expect(run("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' web")).toBe('exited 1\n');
  });

  it('-T prints all files, -t says that they are right', () => {
    const { run } = site('server { listen 80; }');
    expect(run('docker exec web nginx -T 2>/dev/null | grep "^# configuration file"')).toBe(
      '# configuration file /etc/nginx/nginx.conf:\n# configuration file /etc/nginx/mime.types:\n# configuration file /etc/nginx/conf.d/default.conf:\n',
    );
    expect(run('docker exec web nginx -t')).toContain('syntax is ok');
  });
});

describe('servers and locations', () => {
  const CONF = `
map $http_x_kind $kind { default plain; ~^fan(cy)$ very-$1; }
server { listen 80 default_server; return 404 "nobody\\n"; }
server { listen 80; server_name a.test *.b.test; return 200 "first\\n"; }
server {
  listen 80; server_name c.test;
  set $who world;
  location = / { return 200 "exact $kind\\n"; }
  location ^~ /static/ { alias /usr/share/nginx/html/; }
  location ~ \\.(png|gif)$ { return 200 "picture $1 $uri\\n"; }
  location /old { rewrite ^/old/(.*)$ /new/$1 last; }
  location /new/ { return 200 "new $uri $args\\n"; }
  location / { try_files $uri $uri/ @fallback; root /usr/share/nginx/html; }
  location @fallback { return 200 "hello $who $request_uri\\n"; }
  location /listed/ { autoindex on; alias /usr/share/nginx/; }
  location /secret { auth_basic "closed"; auth_basic_user_file /etc/nginx/conf.d/users; return 200 in; }
  location /hidden { internal; }
  error_page 404 = @fallback;
  if ($arg_stop) { return 410; }
  add_header X-Kind $kind always;
}`;
  it('are chosen by name, and by =, ^~, ~ and prefix', () => {
    const { curl } = site(CONF);
    expect(curl('localhost:8080/')).toBe('nobody\n');
    expect(curl('-H "Host: x.b.test" localhost:8080/')).toBe('first\n');
    const c = (path: string, more = ''): string => curl(`-H "Host: c.test" ${more} 'localhost:8080${path}'`);
    expect(c('/')).toBe('exact plain\n');
    expect(c('/', '-H "X-Kind: fancy"')).toBe('exact very-cy\n');
    expect(c('/static/50x.html')).toContain('An error occurred');
    expect(c('/a/b.png')).toBe('picture png /a/b.png\n');
    expect(c('/old/x?y=1')).toBe('new /new/x y=1\n');
    expect(c('/index.html')).toContain('Welcome');
    expect(c('/nothing?z')).toBe('hello world /nothing?z\n');
    expect(c('/listed/')).toContain('<a href="html/">html/</a>');
    expect(c('/hidden')).toBe('hello world /hidden\n');
    expect(c('/x?stop=1', '-o /dev/null -w "%{http_code}"')).toBe('410');
    expect(c('/', '-i')).toContain('X-Kind: plain');
  });
});

describe('proxying', () => {
  it('hands on headers, goes round a group of servers, passes over the dead, and says 502 when none is left', () => {
    const run = lab();
    run(`cat > conf/default.conf <<'EOF'
log_format short '$remote_addr "$request" $status $upstream_addr';
upstream app { server one:80; server two:80 weight=2; server 127.0.0.1:9 backup; }
server {
  listen 80;
  access_log /dev/stdout short;
  location / { proxy_pass http://app; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }
  location /api/ { proxy_pass http://one/v1/; }
  location /late/ { resolver 127.0.0.11; set $t three; proxy_pass http://$t$request_uri; }
}
EOF
for n in one two; do mkdir -p $n; echo "server { listen 80; location / { return 200 \\"$n \\$uri \\$host \\$http_x_forwarded_for\\\\n\\"; } }" > $n/default.conf; done
docker network create app
for n in one two; do docker run -d --name $n --network app -v ./$n:/etc/nginx/conf.d:ro nginx:alpine; done
docker run -d --name web --network app -p 8080:80 -v ./conf:/etc/nginx/conf.d:ro nginx:alpine; sleep 1`);
    const curl = (path: string): string => run(`curl -s localhost:8080${path}`);
    const names = [1, 2, 3].map(() => curl('/x').split(' ')[0]).sort();
    expect(names).toEqual(['one', 'two', 'two']);
    expect(curl('/x')).toMatch(/^\w+ \/x localhost 172\.\d+\.0\.1\n$/);
    expect(curl('/api/things')).toBe('one /v1/things one \n');
    expect(run('curl -s -o /dev/null -w "%{http_code}" localhost:8080/late/x')).toBe('502');
    run('docker stop one');
    expect([1, 2, 3].map(() => curl('/x').split(' ')[0])).toEqual(['two', 'two', 'two']);
    run('docker stop two');
    expect(curl('/x')).toContain('502 Bad Gateway');
    const logs = run('docker logs web 2>&1');
    expect(logs).toContain('three could not be resolved (3: Host not found)');
    expect(logs).toMatch(
      /connect\(\) failed \(111: Connection refused\) while connecting to upstream, client: 172\.\d+\.0\.1, server: , request: "GET \/x HTTP\/1\.1", upstream: "http:\/\/127\.0\.0\.1:9\/x", host: "localhost:8080"/,
    );
  });
});

describe('its processes', () => {
  it('reload takes a new file without losing the addresses, a bad one changes nothing', () => {
    const { run, curl, logs } = site('server { listen 80; return 200 "one\\n"; }');
    run(
      `echo 'server { listen 80; return 200 "two\\n"; }' > conf/default.conf; docker exec web nginx -s reload; sleep 0.1`,
    );
    expect(curl('localhost:8080')).toBe('two\n');
    run('echo "server {" > conf/default.conf; docker kill -s HUP web; sleep 0.1');
    expect(curl('localhost:8080')).toBe('two\n');
    expect(logs()).toContain('[emerg] 1#1: unexpected end of file, expecting "}"');
  });

  it('has a master and workers of the image’s user, and ends at once on SIGQUIT', () => {
    const { run, logs } = site('server { listen 80; }');
    expect(run('docker exec web ps -o user,args | grep -c "nginx: worker process"')).toBe('2\n');
    expect(run('docker exec web ps | grep "nginx   .*worker" | wc -l')).toBe('2\n');
    run('docker stop web');
    expect(run("docker inspect -f '{{.State.ExitCode}}' web")).toBe('0\n');
    expect(logs()).toContain('signal 3 (SIGQUIT) received, shutting down');
  });

  it('fills templates from the environment', () => {
    const run = lab();
    run(
      `mkdir t; echo 'server { listen \${PORT}; return 200 "\${NAME} $host\\n"; }' > t/default.conf.template; docker run -d --name web -p 8080:81 -e PORT=81 -e NAME=ada -v ./t:/etc/nginx/templates nginx:alpine; sleep 1`,
    );
    expect(run('curl -s localhost:8080')).toBe('ada localhost\n');
    expect(run('docker logs web 2>&1')).toContain(
      '20-envsubst-on-templates.sh: Running envsubst on /etc/nginx/templates/default.conf.template to /etc/nginx/conf.d/default.conf',
    );
  });
});
