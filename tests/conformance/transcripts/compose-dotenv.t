$ mkdir e && cd e; printf 'services:\n  a:\n    image: busybox\n    env_file: e.env\n' > compose.yaml
$ t() { printf "$1" > e.env; docker compose config 2>&1 | sed -n '/environment/,/image/p;/e.env/s#/[^ ]*/e/#e/#p;/time=/s/.*msg=/msg=/p' | grep -v -E 'environment:|image:'; }
$ t 'A=1\nB=2\n'
|       A: "1"
|       B: "2"
$ t 'A = 1\n'
|       A: "1"
$ t 'A: 1\n'
|       A: "1"
$ t 'A=1 # c\nB=2#c\nC=#d\nD= #e\n'
|       A: "1"
|       B: 2#c
|       C: '#d'
|       D: '#e'
$ t 'A="x # y" # c\n'
|       A: 'x # y'
$ t 'A="x" y\n'
|       A: x
$ t "A='x' # c\n"
|       A: x
$ t 'A="a\\nb\\tc\\"d\\$e\\q"\n'
|       A: |-
|         a
|         b	c"d$$e\q
$ t "A='a\\\\nb'\n"
|       A: a\nb
$ t "A='a\nb'\nB=2\n"
|       A: |-
|         a
|         b
|       B: "2"
$ t 'A="a\nb"\nB=2\n'
|       A: |-
|         a
|         b
|       B: "2"
$ t 'A="open\nB=2\n'
| failed to read e/e.env: line 3: unterminated quoted value "open
$ t "\n\nA='open\n"
| failed to read e/e.env: line 4: unterminated quoted value 'open
$ t 'export A=1\nexport  B=2\nexportC=3\n'
|       A: "1"
|       B: "2"
|       exportC: "3"
$ t 'export A\n'
= 1
$ t 'PATHX\nB=1\n'
|       B: "1"
$ t 'A B=1\n'
| failed to read e/e.env: line 1: key cannot contain a space
$ t 'A-B=1\nA.C=2\nA[0]=3\n'
|       A-B: "1"
|       A.C: "2"
|       A[0]: "3"
$ t '1A=1\nB=2\n'
|       1A: "1"
|       B: "2"
$ t 'é=1\n'
|       é: "1"
$ t '\n# c\nA$=1\n'
| failed to read e/e.env: line 3: unexpected character "$" in variable name "A$=1"
$ t 'A/B=1\n'
| failed to read e/e.env: line 1: unexpected character "/" in variable name "A/B=1"
$ t '=1\n'
|       "": "1"
$ t 'A=1\n=2\n'
|       "": "2"
|       A: "1"
$ t 'A\n'
= 1
$ t 'A=$B\nB=1\nC=$B ${B}x\n'
| msg="The \"B\" variable is not set. Defaulting to a blank string."
|       A: ""
|       B: "1"
|       C: 1 1x
$ t "A='\$B'\nC=\"\$A\"\n"
|       A: $$B
|       C: $$B
$ t 'A=${X:-y}\nB=${X-}\nC=${A:+z}\n'
|       A: "y"
|       B: ""
|       C: z
$ t 'A=${X\n'
| failed to read e/e.env: Invalid template: "${X"
$ t 'A=${1}\n'
| failed to read e/e.env: Invalid template: "${1}"
$ t 'A=\\$x\nB="\\$x"\nC=$$x\n'
| msg="The \"x\" variable is not set. Defaulting to a blank string."
|       A: \
|       B: $$x
|       C: $$x
$ t 'A=a\\ b\n'
|       A: a\ b
$ t 'A=a  \nB=\tb\n'
|       A: a
|       B: b
$ t '  A=1\n\tB=2\n'
|       A: "1"
|       B: "2"
$ t 'A=1\r\nB="2"\r\n'
|       A: "1"
|       B: "2"
$ t 'A=\nB=""\n'
|       A: ""
|       B: ""
$ t 'A="x"B=2\n'
|       A: x
|       B: "2"
$ t "A=it's\n"
|       A: it's
$ t 'A=x"y"\n'
|       A: x"y"
$ t '\\xEF\\xBB\\xBFA=1\n'
| failed to read e/e.env: line 1: unexpected character "\\" in variable name "\\xEF\\xBB\\xBFA=1"
$ t 'A=1;B=2\n'
|       A: 1;B=2
$ t '"A"=1\n'
| failed to read e/e.env: line 1: unexpected character "\"" in variable name "\"A\"=1"
$ t 'A=1\nA=2\n'
|       A: "2"
$ t 'A==b=c\n'
|       A: =b=c
$ t 'UNSET_NAME\nB=1\n'
|       B: "1"
$ printf 'services:\n  a: {image: busybox, env_file: [{path: e.env, format: raw}]}\n' > compose.yaml
$ t 'A="x" # c\nB=$x\n#C=1\n\nD\nE=a b\n'
|       A: '"x" # c'
|       B: $$x
|       E: a b
$ t 'export A=1\n'
| failed to parse env_file e/e.env: variable 'export A' contains whitespaces
$ t '  A=1\n'
|       A: "1"
$ t 'A B=1\n'
| failed to parse env_file e/e.env: variable 'A B' contains whitespaces
$ t '=x\n'
| failed to parse env_file e/e.env: no variable name on line '=x'
$ printf 'services:\n  a: {image: busybox, env_file: [{path: e.env, format: foo}]}\n' > compose.yaml
$ t 'A=1\n'
= 1
$ printf 'services:\n  a: {image: busybox, env_file: [{path: no.env, required: false}], environment: {A: "${A:-none}"}}\n' > compose.yaml
$ printf 'A="open\n' > .env; docker compose config 2>&1 | sed 's#/[^ ]*/e/#e/#'
| failed to read e/.env: line 2: unterminated quoted value "open
$ printf 'é$=1\n' > .env; docker compose config 2>&1 | sed 's#/[^ ]*/e/#e/#'
| failed to read e/.env: line 1: unexpected character "$" in variable name "é$=1"
$ printf 'A=${X\n' > .env; docker compose config 2>&1 | sed 's#/[^ ]*/e/#e/#'
| failed to read e/.env: Invalid template: "${X"
$ printf '1A=3\nA=${1A}\n' > .env; docker compose config 2>&1 | sed 's#/[^ ]*/e/#e/#'
| failed to read e/.env: Invalid template: "${1A}"
$ cd ..
