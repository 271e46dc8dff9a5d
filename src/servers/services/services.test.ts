import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

function lab(): (c: string) => string {
  const machine = new Machine(EVERYTHING);
  const s = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return (c) => {
    const a = s.run(c);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}

/** Starts an image; afterwards `run` can ask it at port 8000. */
function up(image: string, port: number, options = '', args = '', seconds = 30): (c: string) => string {
  const run = lab();
  run(`docker run -d --name box -p 8000:${port} ${options} ${image} ${args} 2>/dev/null; sleep ${seconds}`);
  return run;
}

describe('images of everyday services start, log, listen and answer', () => {
  it.each([
    ['httpd', 80, '', '', '/', 'It works!', 'AH00558: httpd:'],
    ['php:8.3-apache', 80, '', '', '/', '403 Forbidden', 'AH00163'],
    [
      'wordpress',
      80,
      '-e WORDPRESS_DB_HOST=db',
      '',
      '/',
      'Error establishing a database connection',
      'WordPress not found in /var/www/html',
    ],
    ['phpmyadmin', 80, '', '', '/', 'phpMyAdmin', 'AH00094'],
    ['adminer', 8080, '', '', '/', 'Adminer', 'Development Server'],
    [
      'elasticsearch:8.15.0',
      9200,
      '-e discovery.type=single-node -e xpack.security.enabled=false',
      '',
      '/_cluster/health',
      '"status":"green"',
      '"message":"started',
    ],
    [
      'docker.elastic.co/elasticsearch/elasticsearch:9.1.5',
      9200,
      '-e discovery.type=single-node -e xpack.security.enabled=false',
      '',
      '/',
      '"number": "9.1.5"',
      'using discovery type [single-node]',
    ],
    ['kibana:8.15.0', 5601, '', '', '/', 'Kibana server is not ready yet', 'getaddrinfo ENOTFOUND elasticsearch'],
    ['mailhog/mailhog', 8025, '', '', '/api/v2/messages', '"total":0', 'Using in-memory storage'],
    ['axllent/mailpit', 8025, '', '', '/api/v1/messages', '"messages":[]', '[smtpd] starting on'],
    ['selenium/hub', 4444, '', '', '/status', '"ready":false', 'Started Selenium Hub'],
    ['selenium/standalone-chrome', 4444, '', '', '/status', '"ready":true', 'Started Selenium Standalone'],
    ['rabbitmq:3-management', 15672, '', '', '/', 'RabbitMQ Management', 'Server startup complete; 4 plugins started.'],
    ['traefik/whoami', 80, '', '', '/', 'Hostname: ', 'Starting up on port 80'],
    ['jwilder/whoami', 8000, '', '', '/', "I'm ", 'Listening on :8000'],
    ['nginxdemos/hello:plain-text', 80, '', '', '/', 'Server name: ', 'start worker process'],
    ['kennethreitz/httpbin', 80, '', '', '/get', '"url": "http://localhost:8000/get"', 'Listening at'],
    ['grafana/grafana', 3000, '', '', '/api/health', '"database": "ok"', 'HTTP Server Listen'],
    [
      'prom/prometheus',
      9090,
      '',
      '',
      '/-/healthy',
      'Prometheus Server is Healthy.',
      'Server is ready to receive web requests.',
    ],
    ['portainer/portainer-ce', 9000, '', '', '/', 'Portainer', 'starting HTTP server'],
    [
      'minio/minio',
      9000,
      '',
      'server /data --console-address :9001',
      '/minio/health/live',
      '',
      'MinIO Object Storage Server',
    ],
    ['crccheck/hello-world', 8000, '', '', '/', 'Hello World', 'httpd started'],
    ['caddy', 80, '', '', '/', 'Caddy', 'serving initial configuration'],
  ])('%s', (image, port, options, args, path, body, log) => {
    const run = up(image, port, options, args);
    expect(run('docker ps --format "{{.Status}}"')).toContain('Up');
    expect(run(`curl -sL 'http://localhost:8000${path}'`)).toContain(body);
    expect(run('docker logs box 2>&1')).toContain(log);
    const stopped = run('time docker stop box 2>&1');
    expect(stopped).toMatch(/real\s+0m[0-3]\./);
  });

  it('mongo and memcached', () => {
    const run = lab();
    run('docker run -d --name mon mongo:7; docker run -d --name mem -p 11211:11211 memcached:1.6; sleep 5');
    expect(run('docker logs mon')).toContain('Waiting for connections');
    expect(run('docker exec mon mongosh')).toContain("drydock: 'mongosh' is not simulated");
    expect(run("printf 'set a 0 0 3\\r\\nxyz\\r\\nget a\\r\\nincr a 1\\r\\nquit\\r\\n' | nc localhost 11211")).toBe(
      'STORED\r\nVALUE a 0 3\r\nxyz\r\nEND\r\nCLIENT_ERROR cannot increment or decrement non-numeric value\r\n',
    );
  });

  it('a mail goes in by SMTP and comes out by the API', () => {
    const run = up('mailhog/mailhog', 8025, '-p 1025:1025', '', 2);
    const dialogue =
      'HELO me\\r\\nMAIL FROM:<a@x.test>\\r\\nRCPT TO:<b@y.test>\\r\\nDATA\\r\\nSubject: Hello\\r\\n\\r\\nText\\r\\n.\\r\\nQUIT\\r\\n';
    expect(run(`printf '${dialogue}' | nc localhost 1025`)).toMatch(
      /^220 mailhog.example ESMTP MailHog\r\n250 Hello me\r\n250 Sender a@x.test ok\r\n250 Recipient b@y.test ok\r\n354 .*\r\n250 Ok: queued as .*\r\n221 Bye\r\n$/,
    );
    expect(run('curl -s localhost:8000/api/v2/messages')).toContain('"Subject":["Hello"]');
    expect(run('curl -s localhost:8000/')).toContain('1 message');
  });

  it('browsers register at the hub while it is there', () => {
    const run = lab();
    run(
      'docker network create grid; docker run -d --name hub --network grid -p 4444:4444 selenium/hub:4.25.0; for b in chrome firefox; do docker run -d --name $b --network grid -e SE_EVENT_BUS_HOST=hub -e SE_EVENT_BUS_PUBLISH_PORT=4442 -e SE_EVENT_BUS_SUBSCRIBE_PORT=4443 selenium/node-$b:4.25.0; done; sleep 20',
    );
    expect(run('curl -s localhost:4444/status')).toMatch(
      /"ready":true.*"browserName":"chrome".*"browserName":"firefox"/,
    );
    expect(run('docker logs firefox')).toContain('Node has been added');
    run('docker stop chrome');
    expect(run('curl -s localhost:4444/status')).not.toContain('"browserName":"chrome"');
    expect(run('docker run --rm selenium/node-chrome 2>/dev/null')).toBe('SE_EVENT_BUS_HOST not set, exiting!\n= 1\n');
  });

  it('elasticsearch keeps documents in its volume', () => {
    const run = up(
      'elasticsearch:8.15.0',
      9200,
      '-v es:/usr/share/elasticsearch/data -e discovery.type=single-node -e xpack.security.enabled=false',
      '',
      20,
    );
    expect(
      run(`curl -s -X PUT localhost:8000/books/_doc/1 -H 'Content-Type: application/json' -d '{"title":"Moby Dick"}'`),
    ).toContain('"result":"created"');
    run(
      'docker rm -f box; docker run -d --name box -p 8000:9200 -v es:/usr/share/elasticsearch/data -e discovery.type=single-node -e xpack.security.enabled=false elasticsearch:8.15.0; sleep 20',
    );
    expect(
      run(
        `curl -s localhost:8000/books/_search -H 'Content-Type: application/json' -d '{"query":{"match":{"title":"moby"}}}'`,
      ),
    ).toContain('"_source":{"title":"Moby Dick"}');
  });

  it('an Elasticsearch with security hangs up on plain HTTP', () => {
    const run = up('elasticsearch:8.15.0', 9200, '-e discovery.type=single-node', '', 20);
    expect(run('curl -sS localhost:8000')).toMatch(/\(52\) Empty reply|\(56\)/);
    expect(run('docker logs box')).toContain('received plaintext http traffic on an https channel');
  });
});

describe('apache', () => {
  it('reads httpd.conf and says where it is wrong', () => {
    const run = lab();
    run('docker pull -q httpd; mkdir www; echo hello > www/a.txt');
    expect(
      run('docker run --rm httpd sh -c "echo Nonsense on >> conf/httpd.conf; exec httpd-foreground" 2>&1 | tail -1'),
    ).toBe(
      "Invalid command 'Nonsense', perhaps misspelled or defined by a module not included in the server configuration\n",
    );
    run('docker run -d --name box -p 8000:80 -v ./www:/usr/local/apache2/htdocs httpd; sleep 1');
    expect(run('curl -s localhost:8000/a.txt')).toBe('hello\n');
    expect(run('curl -s localhost:8000/')).toContain('Index of /');
    expect(run('docker logs box 2>/dev/null')).toMatch(/^172\.17\.0\.1 - - \[.*\] "GET \/a.txt HTTP\/1.1" 200 6$/m);
  });
});
