import { describe, expect, it } from 'vitest';
import { decode } from '../../fs/bytes.ts';
import { EVERYTHING } from '../../headless/parts.ts';
import { Machine } from '../../lab/machine.ts';

function lab(...images: string[]): (c: string) => string {
  const s = new Machine(EVERYTHING).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  for (const i of images) s.run(`docker pull -q ${i}`);
  return (c) => {
    const a = s.run(c);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}

describe('a build in two stages', () => {
  it('of Go leaves a program that says what it was made from', () => {
    const run = lab('golang:1.23-alpine', 'alpine');
    run(
      `printf 'module example.com/hello\\n\\ngo 1.23\\n' > go.mod; printf 'package main\\n\\nimport "fmt"\\n\\nfunc main() {\\n\\tfmt.Println("hi")\\n}\\n' > main.go`,
    );
    run(
      `printf 'FROM golang:1.23-alpine AS build\\nWORKDIR /src\\nCOPY . .\\nRUN CGO_ENABLED=0 go build -o /bin/hello .\\nFROM scratch\\nCOPY --from=build /bin/hello /hello\\nENTRYPOINT ["/hello"]\\n' > Dockerfile`,
    );
    expect(run('docker build -q -t hello .')).toMatch(/^sha256:/);
    expect(run('docker run --rm hello')).toContain("drydock: 'hello' was compiled from Go and is not simulated");
    run(`sed -i 's/"fmt"/"github.com\\/x\\/y"/' main.go`);
    expect(run('docker build -t hello . 2>&1')).toContain(
      'main.go:3:8: no required module provides package github.com/x/y; to add it:',
    );
    expect(run('docker run --rm -w /tmp golang:1.23-alpine go build')).toContain(
      'go.mod file not found in current directory',
    );
    expect(run('docker run --rm golang:1.23-alpine go version')).toBe('go version go1.23 linux/amd64\n');
  });

  it('of a Maven project leaves its jar', () => {
    const run = lab('maven:3.9-eclipse-temurin-21', 'eclipse-temurin:21-jre');
    run(
      `mkdir -p src/main/java; echo 'public class App {}' > src/main/java/App.java; printf '<project><groupId>com.x</groupId><artifactId>shop</artifactId><version>1.2</version></project>' > pom.xml`,
    );
    run(
      `printf 'FROM maven:3.9-eclipse-temurin-21 AS build\\nWORKDIR /a\\nCOPY . .\\nRUN mvn -q package -DskipTests\\nFROM eclipse-temurin:21-jre\\nCOPY --from=build /a/target/shop-1.2.jar /app.jar\\nCMD ["java", "-jar", "/app.jar"]\\n' > Dockerfile`,
    );
    expect(run('docker build -q -t shop .')).toMatch(/^sha256:/);
    expect(run('docker run --rm shop')).toContain("drydock: '/app.jar' was compiled from Java and is not simulated");
  });
});

describe('node and npm', () => {
  it('lay out what package.json asks for, run its scripts, and say that JavaScript does not run', () => {
    const run = lab('node:20-alpine');
    run(
      `printf '{"name":"web","version":"1.0.0","scripts":{"hello":"echo from npm","start":"node server.js"},"dependencies":{"express":"^4.18.2"},"devDependencies":{"vite":"^5.0.0"}}' > package.json`,
    );
    const npm = (args: string): string => run(`docker run --rm -v ./:/app -w /app node:20-alpine sh -c '${args}'`);
    expect(npm('npm ci')).toContain('npm error code EUSAGE');
    expect(npm('npm install')).toContain('added 2 packages, and audited 3 packages');
    expect(npm('npm ci --omit=dev; ls node_modules')).toMatch(/added 1 package, and audited 2 packages[^]*express\n$/);
    expect(npm('npm run hello')).toBe('\n> web@1.0.0 hello\n> echo from npm\n\nfrom npm\n');
    expect(npm('npm run nosuch')).toContain('npm error Missing script: "nosuch"');
    expect(npm('npm start')).toContain("Cannot find module '/app/server.js'");
    expect(npm('touch server.js; npm start')).toContain('drydock: running JavaScript is not simulated\n= 1');
    expect(npm('node --version; npm --version')).toBe('v20.19.5\n10.9.4\n');
    expect(npm('npm install nosuchpackage')).toContain('npm error code E404');
  });
});

describe('make', () => {
  it('follows what targets need, with variables and patterns', () => {
    const run = lab();
    run('apt-get update -qq; apt-get install -y -qq make');
    run(
      `printf 'NAME ?= ada\\nall: a.txt\\n\\t@echo hello $(NAME)\\n%%.txt: %%.src\\n\\tcp $< $@\\n.PHONY: all bad\\nbad:\\n\\tfalse\\n' > Makefile; echo x > a.src`,
    );
    expect(run('make')).toBe('cp a.src a.txt\nhello ada\n');
    expect(run('make NAME=bob')).toBe('hello bob\n');
    expect(run('make a.txt')).toBe("make: 'a.txt' is up to date.\n");
    expect(run('make bad')).toBe('false\nmake: *** [Makefile:8: bad] Error 1\n= 2\n');
    expect(run('make nosuch')).toBe("make: *** No rule to make target 'nosuch'.  Stop.\n= 2\n");
  });
});

describe('secrets', () => {
  it('openssl and htpasswd make them, and nginx takes them', () => {
    const run = lab();
    expect(run('openssl rand -hex 8')).toMatch(/^[0-9a-f]{16}\n$/);
    expect(run('openssl rand -base64 24')).toMatch(/^[A-Za-z0-9+/]{32}\n$/);
    expect(run('openssl passwd -apr1 -salt r31..... myPassword')).toBe('$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n');
    expect(run('htpasswd -bc users ada secret; htpasswd -vb users ada secret; htpasswd -vb users ada wrong')).toContain(
      'Adding password for user ada\nPassword for user ada correct.\npassword verification failed\n',
    );
    run(
      `mkdir c; cp users c/; echo 'server { listen 80; auth_basic "x"; auth_basic_user_file /etc/nginx/conf.d/users; return 200; location /a { root /usr/share/nginx/html; } }' | sed 's/return 200; //' > c/default.conf; docker run -d --name web -p 8080:80 -v ./c:/etc/nginx/conf.d nginx; sleep 1`,
    );
    expect(
      run(
        'curl -s -o /dev/null -w "%{http_code} " localhost:8080/; curl -s -u ada:secret -o /dev/null -w "%{http_code} " localhost:8080/; curl -s -u ada:no -o /dev/null -w "%{http_code}" localhost:8080/',
      ),
    ).toMatch(/^401 (200|403|404) 401$/);
  });
});
