// Dockerfiles in the style of popular projects: each is built, and its image is run.
// A program that is not simulated says so by name and ends the build at its own step, nowhere else.

import { describe, expect, it } from 'vitest';
import { type Files, project, stepsOf } from './projects.ts';
import { reasonSentence } from '../../src/why/reason.ts';

interface Case {
  readonly files: Files;
  readonly build?: string;
  /** Commands after the build, with what they print. */
  readonly then: readonly (readonly [command: string, prints: string | RegExp])[];
  /** The step that needs a program which may not be simulated. */
  readonly needs?: string;
}

const CASES: Record<string, Case> = {
  'a Flask application': {
    files: {
      'requirements.txt': 'flask\ngunicorn\n',
      'app/__init__.py': 'print("hello")\n',
      '.dockerignore': '.git\n**/__pycache__\n*.md\n',
      'README.md': '# not for the image\n',
      Dockerfile:
        'FROM python:3.12-slim\nENV PYTHONDONTWRITEBYTECODE=1 \\\n    PYTHONUNBUFFERED=1\nWORKDIR /srv\nRUN groupadd --system app && useradd --system --gid app --no-create-home app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY --chown=app:app . .\nUSER app\nEXPOSE 8000/tcp\nHEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "print(1)"]\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n',
    },
    then: [
      [
        'docker run --rm --entrypoint sh img -c "id -un; ls /srv; which gunicorn; stat -c %U app"',
        'app\nDockerfile\napp\nrequirements.txt\n/usr/local/bin/gunicorn\napp\n',
      ],
      [
        "docker image inspect -f '{{.Config.User}} {{json .Config.ExposedPorts}} {{json .Config.Cmd}} {{.Config.Healthcheck.Interval}}' img",
        'app {"8000/tcp":{}} ["gunicorn","--bind","0.0.0.0:8000","app:app"] 30s\n',
      ],
      ['docker run --rm --entrypoint pip img list', /Flask/i],
    ],
  },
  'a FastAPI application with wheels from another stage': {
    files: {
      'requirements.txt': 'flask\n',
      'main.py': 'app = None\n',
      Dockerfile:
        'ARG PYTHON=3.12\nFROM python:${PYTHON}-slim AS deps\nWORKDIR /install\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n\nFROM python:${PYTHON}-slim AS final\nARG PYTHON\nCOPY --from=deps /usr/local/lib/python${PYTHON}/site-packages /usr/local/lib/python${PYTHON}/site-packages\nWORKDIR /app\nCOPY main.py .\nENTRYPOINT ["cat"]\nCMD ["main.py"]\n',
    },
    then: [
      ['docker run --rm img', 'app = None\n'],
      ['docker run --rm --entrypoint pip img list', /flask/i],
    ],
  },
  'a Node service': {
    files: {
      'package.json': '{"name":"svc","version":"1.0.0","dependencies":{"express":"^4"}}\n',
      'index.js': 'console.log("up")\n',
      Dockerfile:
        'FROM node:20-alpine AS base\nWORKDIR /usr/src/app\nENV NODE_ENV=production\n\nFROM base AS deps\nCOPY package*.json ./\nRUN npm install --omit=dev\n\nFROM base\nCOPY --from=deps /usr/src/app/node_modules ./node_modules\nCOPY --chown=node:node . .\nUSER node\nEXPOSE 3000\nCMD ["node", "index.js"]\n',
    },
    needs: 'npm install',
    then: [['docker run --rm --entrypoint id img -un', 'node\n']],
  },
  'a Go program in an empty image': {
    files: {
      'go.mod': 'module example.org/hello\n\ngo 1.23\n',
      'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello from go") }\n',
      Dockerfile:
        'FROM golang:1.23-alpine AS build\nWORKDIR /src\nCOPY go.mod ./\nCOPY *.go ./\nRUN CGO_ENABLED=0 go build -o /out/hello .\n\nFROM scratch\nCOPY --from=build /out/hello /hello\nENTRYPOINT ["/hello"]\n',
    },
    needs: 'go build',
    then: [['docker run --rm img', /^(hello from go|drydock: 'hello' was compiled from Go and is not simulated)\n$/]],
  },
  'a Java application of Maven': {
    files: {
      'pom.xml': '<project/>\n',
      'src/main/java/App.java': 'class App {}\n',
      Dockerfile:
        'FROM maven:3.9-eclipse-temurin-21 AS build\nWORKDIR /build\nCOPY pom.xml .\nRUN --mount=type=cache,target=/root/.m2 mvn -B dependency:go-offline\nCOPY src src\nRUN --mount=type=cache,target=/root/.m2 mvn -B package -DskipTests\n\nFROM eclipse-temurin:21-jre\nCOPY --from=build /build/target/*.jar /app.jar\nENTRYPOINT ["java", "-jar", "/app.jar"]\n',
    },
    needs: 'mvn -B',
    then: [["docker image inspect -f '{{json .Config.Entrypoint}}' img", '["java","-jar","/app.jar"]\n']],
  },
  'a static site behind nginx': {
    files: {
      'site/index.html': '<h1>hello</h1>\n',
      'site/css/main.css': 'h1 { color: red }\n',
      'nginx.conf': 'server {\n  listen 8080;\n  root /usr/share/nginx/html;\n}\n',
      Dockerfile:
        'FROM nginx:alpine\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY nginx.conf /etc/nginx/conf.d/site.conf\nCOPY site /usr/share/nginx/html\nEXPOSE 8080\n',
    },
    then: [
      [
        'docker run -d --name web -p 8080:8080 img > /dev/null; sleep 2; curl -s localhost:8080/; curl -s -o /dev/null -w "%{http_code}\\n" localhost:8080/css/main.css',
        '<h1>hello</h1>\n200\n',
      ],
      ['docker run --rm img ls /usr/share/nginx/html', /css\nindex\.html/],
    ],
  },
  'a PHP site behind Apache': {
    files: {
      'public/index.php': '<?php echo "hi";\n',
      'site.conf': '# site\n',
      Dockerfile:
        'FROM php:8.3-apache\nENV APACHE_DOCUMENT_ROOT=/var/www/html/public\nRUN sed -ri -e "s!/var/www/html!${APACHE_DOCUMENT_ROOT}!g" /etc/apache2/sites-available/*.conf || true\nCOPY --chown=www-data:www-data . /var/www/html\nEXPOSE 80\n',
    },
    then: [
      [
        'docker run --rm --entrypoint sh img -c "stat -c %U /var/www/html/public/index.php; cat public/index.php"',
        'www-data\n<?php echo "hi";\n',
      ],
      [
        "docker image inspect -f '{{json .Config.Cmd}} {{.Config.StopSignal}}' img",
        '["apache2-foreground"] SIGWINCH\n',
      ],
    ],
  },
  'a Ruby application': {
    files: {
      Gemfile: 'source "https://rubygems.org"\n',
      'app.rb': 'puts 1\n',
      Dockerfile:
        'FROM ruby:3.3-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY Gemfile* ./\nCOPY . .\nRUN useradd rails --create-home --shell /bin/bash && chown -R rails:rails /app\nUSER rails:rails\nCMD ["ruby", "app.rb"]\n',
    },
    then: [
      ['docker run --rm img sh -c "id -gn; stat -c %U:%G app.rb; which curl"', 'rails\nrails:rails\n/usr/bin/curl\n'],
    ],
  },
  'a Rust program with cached dependencies': {
    files: {
      'Cargo.toml': '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/main.rs': 'fn main() { println!("hello from rust"); }\n',
      Dockerfile:
        'FROM rust:1 AS build\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/app/target cargo build --release && cp target/release/app /app/bin\n\nFROM debian:bookworm-slim\nCOPY --from=build /app/bin /usr/local/bin/app\nCMD ["app"]\n',
    },
    needs: 'cargo build',
    then: [['docker run --rm img', /^(hello from rust|drydock: 'app' was compiled from Rust and is not simulated)\n$/]],
  },
  'a program that takes its one binary from elsewhere': {
    files: {
      'passwd.min': 'nobody:x:65534:65534::/:\n',
      Dockerfile:
        'FROM busybox AS tools\nRUN mkdir -p /rootfs/bin /rootfs/tmp && chmod 1777 /rootfs/tmp && cp /bin/busybox /rootfs/bin/\nFROM scratch\nCOPY --from=tools /rootfs /\nCOPY passwd.min /etc/passwd\nUSER nobody\nENTRYPOINT ["/bin/busybox"]\nCMD ["id", "-u"]\n',
    },
    then: [
      ['docker run --rm img', '65534\n'],
      ['docker run --rm img ls /', 'bin\ndev\netc\nproc\nsys\ntmp\n'],
      ['docker run --rm --entrypoint sh img', /executable file not found/],
    ],
  },
  'one service of a monorepo': {
    files: {
      'packages/lib/lib.txt': 'lib\n',
      'services/api/api.txt': 'api\n',
      'services/web/web.txt': 'web\n',
      Dockerfile:
        'FROM busybox AS base\nWORKDIR /repo\nCOPY packages packages\n\nFROM base AS api\nCOPY services/api .\nRUN cat packages/lib/lib.txt api.txt > out\nCMD ["cat", "out"]\n\nFROM base AS web\nCOPY services/web .\nRUN exit 1\n\nFROM base AS test\nRUN exit 2\n',
    },
    build: 'docker build --target api -t img .',
    then: [['docker run --rm img', 'lib\napi\n']],
  },
  'an image made of here-documents': {
    files: {
      Dockerfile:
        '# syntax=docker/dockerfile:1\nFROM debian:bookworm-slim\nARG NAME=world\nRUN <<EOF\nset -eu\nmkdir -p /etc/app\necho "made for $NAME" > /etc/app/made\nEOF\nCOPY <<config.ini <<"raw.ini" /etc/app/\n[app]\nname = ${NAME}\nconfig.ini\n[raw]\nname = ${NAME}\nraw.ini\nCOPY --chmod=755 <<-"EOT" /usr/local/bin/show\n\t#!/bin/sh\n\tcat /etc/app/*\nEOT\nENTRYPOINT ["show"]\n',
    },
    build: 'docker build --build-arg NAME=ann -t img .',
    then: [['docker run --rm img', '[app]\nname = ann\nmade for ann\n[raw]\nname = ${NAME}\n']],
  },
  'caches, secrets and mounts that leave nothing behind': {
    files: {
      token: 's3cret\n',
      'data/in.txt': 'in\n',
      Dockerfile:
        'FROM debian:bookworm-slim\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y --no-install-recommends jq\nRUN --mount=type=secret,id=token,required=true wc -c < /run/secrets/token > /size\nRUN --mount=type=secret,id=token,env=TOKEN echo "${TOKEN}" | wc -c >> /size\nRUN --mount=type=bind,source=data,target=/mnt cat /mnt/in.txt >> /size\nRUN --mount=type=tmpfs,target=/scratch touch /scratch/x && ls /scratch >> /size\nRUN ls /run/secrets /mnt /scratch >> /size 2>&1 || true\n',
    },
    build: 'docker build --secret id=token,src=token -t img .',
    then: [
      ['docker run --rm img sh -c "head -4 /size; which jq"', '7\n8\nin\nx\n/usr/bin/jq\n'],
      ['docker save img | tar x -C $(mktemp -d) && docker history --no-trunc img | grep -c s3cret', '0\n'],
    ],
  },
  'a base image with triggers for those who build on it': {
    files: {
      'base/Dockerfile':
        'FROM busybox\nWORKDIR /site\nONBUILD COPY . .\nONBUILD RUN ls > listing\nCMD ["cat", "listing"]\n',
      'page.html': 'x\n',
      Dockerfile: 'FROM base-image\n',
    },
    build: 'docker build -q -t base-image base > /dev/null && docker build -t img .',
    then: [['docker run --rm img', 'Dockerfile\nbase\nlisting\npage.html\n']],
  },
};

describe('Dockerfiles of popular projects', () => {
  it.each(Object.entries(CASES))('%s', (_name, c) => {
    const p = project(c.files);
    const built = p.run(`${c.build ?? 'docker build -t img .'} 2>&1`);
    if (built.status !== 0) {
      // only a program that is not simulated may end it, at the step that needs it, and by name
      expect(c.needs, built.out).toBeDefined();
      expect(built.out).toMatch(/drydock: '[^']+' is not simulated/);
      expect(built.out).toMatch(
        new RegExp(`ERROR: failed to build: failed to solve: process ".*${c.needs}.*" did not complete successfully`),
      );
      return;
    }
    for (const [command, prints] of c.then) {
      const { out } = p.run(command);
      if (typeof prints === 'string') expect(out, command).toBe(prints);
      else expect(out, command).toMatch(prints);
    }
  });
});

describe('a second build', () => {
  const files = {
    'requirements.txt': 'flask\n',
    'app.py': 'one\n',
    'notes.md': 'x\n',
    '.dockerignore': '*.md\n',
    Dockerfile:
      'FROM busybox\nWORKDIR /app\nCOPY requirements.txt .\nRUN cat requirements.txt\nCOPY app.py .\nRUN cat app.py\n',
  };
  const why = (p: ReturnType<typeof project>): string[] =>
    p.machine.engine.state.builds[0]!.steps.map(
      (s) => `${s.cached ? 'cached' : 'ran'} ${s.line}: ${reasonSentence(s.why, 'en')}`,
    );
  const same = 'its instruction, what it builds on and the files that it takes are the same as before';

  it('takes every step from the cache', () => {
    const p = project(files);
    p.run('docker build -q .');
    const { out } = p.run('docker build . 2>&1');
    expect(stepsOf(out)).toEqual([
      '[1/6] FROM docker.io/library/busybox:latest',
      'CACHED [2/6] WORKDIR /app',
      'CACHED [3/6] COPY requirements.txt .',
      'CACHED [4/6] RUN cat requirements.txt',
      'CACHED [5/6] COPY app.py .',
      'CACHED [6/6] RUN cat app.py',
    ]);
    expect(why(p)).toEqual([2, 3, 4, 5, 6].map((n) => `cached ${n}: ${same}`));
  });

  it('runs again exactly what a changed file concerns, and says which file', () => {
    const p = project(files);
    p.run('docker build -q .; echo two > app.py; touch requirements.txt; echo y > notes.md');
    p.run('docker build . 2>&1');
    expect(why(p)).toEqual([
      `cached 2: ${same}`,
      `cached 3: ${same}`,
      `cached 4: ${same}`,
      'ran 5: app.py has changed',
      'ran 6: a step before it ran again (line 5: COPY app.py .)',
    ]);
  });

  it('says which variable, which mode and which line was another', () => {
    const p = project({ 'a.sh': 'x\n', Dockerfile: 'FROM busybox\nARG V=1\nRUN echo hi\nCOPY . /c\nRUN true\n' });
    p.run('docker build -q .');
    p.run('docker build -q --build-arg V=2 .');
    expect(why(p)[0]).toBe('ran 3: V is "2", was "1"');
    p.run('chmod 755 a.sh; docker build -q .');
    expect(why(p)[1]).toBe('ran 4: a.sh has mode 755, had 644');
    p.run("sed -i 's/echo hi/echo ho/' Dockerfile; docker build -q .");
    expect(why(p)[0]).toBe('ran 3: the instruction has changed: it was RUN echo hi');
    p.run('docker build -q --no-cache .');
    expect(why(p).every((w) => w.endsWith('--no-cache was given'))).toBe(true);
  });

  it('is remembered, also when it failed', () => {
    const p = project({ Dockerfile: 'FROM busybox\nRUN exit 3\n' });
    p.run('docker build .');
    const [b] = p.machine.engine.state.builds;
    expect(b).toMatchObject({
      error: 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3',
      dockerfile: 'Dockerfile',
    });
    expect(b!.steps[0]).toMatchObject({
      line: 2,
      cached: false,
      error: 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3',
    });
    expect(p.run('docker buildx history ls').out).toMatch(/Error/);
    expect(p.run('docker buildx history logs 2>&1').out).toContain('RUN exit 3');
    expect(p.run('docker buildx history rm --all; docker buildx history ls').out.trim().split('\n')).toHaveLength(1);
  });
});
