// The simulated Python Package Index: version, size, requirements and commands of each package. Data only.

export interface PipPackage {
  readonly version: string;
  readonly requires: readonly string[];
  /** Commands that it puts into the bin folder: name → `module:function`, or a program of the machine. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Size of the download in kB. */
  readonly size: number;
  /** Names that programs import, where they are not the package's own. */
  readonly modules?: readonly string[];
}

// One package a line: name, version, kB, then what it requires, `>command=module:function`, `@module`.
const TABLE = `
flask 3.1.2 103 blinker click itsdangerous jinja2 markupsafe werkzeug >flask=flask.cli:main
werkzeug 3.1.3 224 markupsafe
jinja2 3.1.6 134 markupsafe
markupsafe 3.0.3 22
itsdangerous 2.2.0 16
click 8.3.0 107
blinker 1.9.0 8
flask-sqlalchemy 3.1.1 25 flask sqlalchemy
sqlalchemy 2.0.44 3300 greenlet typing-extensions
greenlet 3.2.4 610
typing-extensions 4.15.0 44
flask-migrate 4.1.0 21 flask flask-sqlalchemy alembic
alembic 1.17.1 249 sqlalchemy mako typing-extensions >alembic=alembic.config:main
mako 1.3.10 78 markupsafe >mako-render=mako.cmd:cmdline
pymysql 1.1.2 45
python-dotenv 1.2.1 21 @dotenv
gunicorn 23.0.0 85 packaging >gunicorn=gunicorn.app:run
packaging 25.0 66
redis 7.0.1 339
requests 2.32.5 64 certifi charset-normalizer idna urllib3
certifi 2025.10.5 163
charset-normalizer 3.4.4 153 >normalizer=charset_normalizer.cli:cli_detect
idna 3.11 71
urllib3 2.5.0 129
pytest 8.4.2 365 iniconfig packaging pluggy pygments >pytest=pytest:console_main >py.test=pytest:console_main
iniconfig 2.3.0 7
pluggy 1.6.0 20
pygments 2.19.2 1200 >pygmentize=pygments.cmdline:main
numpy 2.3.4 16900
pandas 2.3.3 12400 numpy python-dateutil pytz tzdata
python-dateutil 2.9.0.post0 229 six @dateutil
six 1.17.0 11
pytz 2025.2 509
tzdata 2025.2 347
pillow 12.0.0 7000 @PIL
scipy 1.16.2 35700 numpy
matplotlib 3.10.7 8700 contourpy cycler fonttools kiwisolver numpy packaging pillow pyparsing python-dateutil
contourpy 1.3.3 355 numpy
cycler 0.12.1 8
fonttools 4.60.1 4900 @fontTools
kiwisolver 1.4.9 1500
pyparsing 3.2.5 113
seaborn 0.13.2 294 numpy pandas matplotlib
plotly 6.3.1 9800 narwhals packaging
narwhals 2.10.0 419
bokeh 3.8.0 7200 contourpy jinja2 narwhals numpy packaging pandas pillow pyyaml tornado xyzservices
xyzservices 2025.4.0 90
polars 1.34.0 39800
pyarrow 22.0.0 47700
scikit-learn 1.7.2 9700 numpy scipy joblib threadpoolctl @sklearn
joblib 1.5.2 308
threadpoolctl 3.6.0 19
xgboost 3.1.1 115900 numpy scipy
lightgbm 4.6.0 3600 numpy scipy
statsmodels 0.14.5 10500 numpy scipy pandas patsy packaging
patsy 1.0.2 233 numpy
nltk 3.9.2 1500 click joblib regex tqdm >nltk=nltk.cli:cli
regex 2025.10.23 800
spacy 3.8.7 33600 numpy pydantic jinja2 requests tqdm packaging typer
gensim 4.3.3 26600 numpy scipy smart-open
smart-open 7.4.1 64 wrapt
wrapt 2.0.0 121
torch 2.9.0 899800 numpy sympy jinja2 networkx filelock fsspec typing-extensions
torchvision 0.24.0 8000 torch numpy pillow
torchaudio 2.9.0 2000 torch
tensorflow 2.20.0 620600 numpy keras protobuf requests packaging six h5py
keras 3.11.3 1400 numpy rich h5py packaging
h5py 3.15.1 5100 numpy
protobuf 6.33.0 323 @google
onnxruntime 1.23.2 17400 numpy packaging protobuf sympy flatbuffers
flatbuffers 25.9.23 31
sympy 1.14.0 6300 mpmath
mpmath 1.3.0 536
networkx 3.5 2000
filelock 3.20.0 16
fsspec 2025.10.0 201
transformers 4.57.1 12000 filelock huggingface-hub numpy packaging pyyaml regex requests tokenizers safetensors tqdm >transformers-cli=transformers.commands.transformers_cli:main
tokenizers 0.22.1 3300 huggingface-hub
datasets 4.3.0 506 filelock numpy pyarrow pandas requests tqdm fsspec huggingface-hub pyyaml packaging
sentence-transformers 5.1.2 488 transformers torch scikit-learn scipy huggingface-hub pillow
diffusers 0.35.2 4100 filelock huggingface-hub numpy requests safetensors pillow
accelerate 1.11.0 375 numpy packaging psutil pyyaml torch >accelerate=accelerate.commands.accelerate_cli:main
peft 0.17.1 505 numpy packaging psutil pyyaml torch transformers tqdm accelerate safetensors
bitsandbytes 0.48.1 60100 torch numpy packaging
huggingface-hub 0.36.0 566 filelock fsspec packaging pyyaml requests tqdm typing-extensions >huggingface-cli=huggingface_hub.commands.huggingface_cli:main >hf=huggingface_hub.cli.hf:main
safetensors 0.6.2 485
openai 2.6.1 1000 anyio httpx pydantic tqdm typing-extensions >openai=openai.cli:main
anthropic 0.72.0 357 anyio httpx pydantic typing-extensions
langchain 1.0.2 107 langchain-core pydantic
langchain-core 1.0.1 467 jsonpatch packaging pydantic pyyaml tenacity typing-extensions
jsonpatch 1.33 13 jsonpointer
jsonpointer 3.0.0 8
tenacity 9.1.2 28
tiktoken 0.12.0 1200 regex requests
tqdm 4.67.1 78 >tqdm=tqdm.cli:main
pyyaml 6.0.3 770 @yaml
psutil 7.1.2 263
gradio 5.49.1 63500 fastapi httpx jinja2 markupsafe numpy packaging pandas pillow pydantic python-multipart pyyaml uvicorn huggingface-hub >gradio=gradio
streamlit 1.50.0 10100 click numpy packaging pandas pillow protobuf pyarrow requests tornado altair >streamlit=streamlit.web.cli:main
altair 5.5.0 731 jinja2 jsonschema narwhals packaging typing-extensions
dash 3.2.0 7900 flask plotly requests retrying
retrying 1.4.2 11
fastapi 0.120.1 105 pydantic starlette typing-extensions annotated-doc >fastapi=fastapi.cli:main
annotated-doc 0.0.3 5
starlette 0.48.0 73 anyio typing-extensions
anyio 4.11.0 109 idna sniffio
sniffio 1.3.1 10
httpx 0.28.1 73 anyio certifi httpcore idna
httpcore 1.0.9 78 certifi h11
h11 0.16.0 37
httptools 0.7.1 517
uvloop 0.22.1 4400
watchfiles 1.1.1 456 anyio >watchfiles=watchfiles.cli:cli
websockets 15.0.1 182
uvicorn 0.38.0 68 click h11 >uvicorn=uvicorn.main:main
hypercorn 0.17.3 61 h11 h2 priority wsproto >hypercorn=hypercorn.__main__:main
h2 4.3.0 61 hpack hyperframe
hpack 4.1.0 34
hyperframe 6.1.0 13
priority 2.0.0 8
wsproto 1.2.0 24 h11
pydantic 2.12.3 462 annotated-types pydantic-core typing-extensions typing-inspection
pydantic-core 2.41.4 2100 typing-extensions
pydantic-settings 2.11.0 48 pydantic python-dotenv typing-inspection
annotated-types 0.7.0 13
typing-inspection 0.4.2 14 typing-extensions
python-multipart 0.0.20 24 @multipart @python_multipart
email-validator 2.3.0 35 dnspython idna
dnspython 2.8.0 331 @dns
typer 0.20.0 47 click rich shellingham typing-extensions >typer=typer.cli:main
shellingham 1.5.4 9
rich 14.2.0 243 markdown-it-py pygments
markdown-it-py 4.0.0 87 mdurl @markdown_it
mdurl 0.1.2 9
markdown 3.9 107 >markdown_py=markdown.__main__:run
django 5.2.7 8300 asgiref sqlparse >django-admin=django.core.management:execute_from_command_line
asgiref 3.10.0 24
sqlparse 0.5.3 44 >sqlformat=sqlparse.__main__:main
djangorestframework 3.16.1 1080 django @rest_framework
django-cors-headers 4.9.0 12 asgiref django @corsheaders
django-filter 25.2 94 django @django_filters
django-environ 0.12.0 19 @environ
django-redis 6.0.0 33 django redis
django-debug-toolbar 6.0.0 266 django sqlparse @debug_toolbar
django-extensions 4.1 232 django
channels 4.3.1 31 asgiref django
daphne 4.2.1 28 asgiref autobahn twisted >daphne=daphne.cli:CommandLineInterface.entrypoint
twisted 25.5.0 3200 attrs automat constantly hyperlink incremental typing-extensions zope-interface >twist=twisted.application.twist._twist:Twist.main
autobahn 24.4.2 670 cryptography hyperlink txaio
whitenoise 6.11.0 20
wagtail 7.1.1 9200 django djangorestframework pillow beautifulsoup4 requests
flask-login 0.6.3 17 flask werkzeug
flask-wtf 1.2.2 13 flask itsdangerous wtforms
wtforms 3.2.1 152 markupsafe
flask-cors 6.0.1 13 flask werkzeug
flask-restful 0.3.10 26 aniso8601 flask pytz six
flask-restx 1.3.2 2900 aniso8601 flask jsonschema pytz werkzeug
aniso8601 10.0.1 52
flask-jwt-extended 4.7.1 22 flask pyjwt werkzeug
flask-mail 0.10.0 8 flask blinker
flask-bcrypt 1.0.1 6 flask bcrypt
flask-caching 2.3.1 28 cachelib flask
cachelib 0.13.0 20
flask-limiter 4.0.0 28 flask limits
limits 5.6.0 60 packaging typing-extensions
flask-session 0.8.0 24 cachelib flask
flask-socketio 5.5.1 18 flask python-socketio
python-socketio 5.14.2 78 bidict python-engineio @socketio
python-engineio 4.12.3 59 simple-websocket @engineio
simple-websocket 1.1.0 13 wsproto
bidict 0.23.1 32
flask-admin 2.0.0 6300 flask jinja2 markupsafe werkzeug wtforms
flask-babel 4.0.0 9 babel flask jinja2 pytz
flask-marshmallow 1.3.0 12 flask marshmallow
flask-talisman 1.1.0 18
flask-compress 1.20 10 flask
flask-debugtoolbar 0.16.0 98 flask
flask-dance 7.1.0 44 flask requests oauthlib requests-oauthlib
flask-smorest 0.46.2 34 flask marshmallow apispec webargs
flask-principal 0.4.0 5 flask blinker
flask-security-too 5.7.0 330 flask flask-login flask-wtf passlib wtforms @flask_security
marshmallow 4.0.1 48
marshmallow-sqlalchemy 1.4.2 16 marshmallow sqlalchemy
apispec 6.8.4 30 packaging
webargs 8.7.0 31 marshmallow packaging
babel 2.17.0 10200 >pybabel=babel.messages.frontend:main
oauthlib 3.3.1 160
requests-oauthlib 2.0.0 24 oauthlib requests
authlib 1.6.5 244 cryptography
passlib 1.7.4 526
bcrypt 5.0.0 278
argon2-cffi 25.1.0 15 @argon2
pyjwt 2.10.1 22 @jwt
python-jose 3.5.0 34 ecdsa pyasn1 rsa @jose
ecdsa 0.19.1 151 six
rsa 4.9.1 34 pyasn1
pyasn1 0.6.1 83
pyasn1-modules 0.4.2 181 pyasn1
quart 0.20.0 78 blinker click flask hypercorn itsdangerous jinja2 markupsafe werkzeug >quart=quart.cli:main
sanic 25.3.0 245 httptools html5tagger multidict sanic-routing tracerite websockets >sanic=sanic.__main__:main
bottle 0.13.4 103 >bottle=bottle:_main
falcon 4.1.0 320
tornado 6.5.2 443
aiohttp 3.13.1 1700 aiohappyeyeballs aiosignal attrs frozenlist multidict propcache yarl
aiohappyeyeballs 2.6.1 15
aiosignal 1.4.0 7 frozenlist
frozenlist 1.8.0 242
multidict 6.7.0 254
propcache 0.4.1 210
yarl 1.22.0 377 idna multidict propcache
aiofiles 25.1.0 14
attrs 25.4.0 68 @attr @attrs
cattrs 25.3.0 70 attrs typing-extensions
celery 5.5.3 438 billiard click click-didyoumean click-plugins click-repl kombu python-dateutil vine >celery=celery.__main__:main
billiard 4.2.2 87
kombu 5.5.4 210 amqp packaging tzdata vine
amqp 5.3.1 50 vine
vine 5.1.0 9
click-didyoumean 0.3.1 3 click
click-plugins 1.1.1.2 2 click
click-repl 0.3.0 10 click prompt-toolkit
prompt-toolkit 3.0.52 391 wcwidth
wcwidth 0.2.14 37
flower 2.0.1 383 celery humanize prometheus-client pytz tornado
humanize 4.14.0 132
rq 2.6.0 112 click croniter redis >rq=rq.cli:main >rqworker=rq.cli:worker
croniter 6.0.0 25 python-dateutil pytz
apscheduler 3.11.0 64 tzlocal
tzlocal 5.3.1 18
dramatiq 1.18.0 120
huey 2.5.4 76
schedule 1.2.2 12
prometheus-client 0.23.1 61
sentry-sdk 2.42.1 380 certifi urllib3
structlog 25.4.0 68
loguru 0.7.3 61
python-json-logger 4.0.0 15 @pythonjsonlogger
colorama 0.4.6 25
termcolor 3.1.0 7
tabulate 0.9.0 35 >tabulate=tabulate:_main
psycopg2 2.9.11 379
psycopg2-binary 2.9.11 4200 @psycopg2
psycopg 3.2.11 206 typing-extensions tzdata
asyncpg 0.30.0 3100
mysqlclient 2.2.7 91 @MySQLdb
mysql-connector-python 9.5.0 33900 @mysql
aiomysql 0.3.2 71 pymysql
mariadb 1.1.14 111 packaging
pymongo 4.15.3 1400 dnspython @pymongo @bson
mongoengine 0.29.1 112 pymongo
motor 3.7.1 74 pymongo
elasticsearch 9.2.0 960 elastic-transport python-dateutil typing-extensions
elastic-transport 9.2.0 65 certifi urllib3
neo4j 6.0.2 325 pytz
peewee 3.18.2 949
tortoise-orm 0.25.1 168 aiosqlite pypika-tortoise pytz @tortoise
aiosqlite 0.21.0 15 typing-extensions
sqlmodel 0.0.27 28 pydantic sqlalchemy
pyodbc 5.3.0 341
cx-oracle 8.3.0 892 @cx_Oracle
oracledb 3.4.0 2500 cryptography
sqlalchemy-utils 0.42.0 91 sqlalchemy
hiredis 3.3.0 172
aioredis 2.0.1 71 typing-extensions
pymemcache 4.0.0 60
kafka-python 2.2.15 309 @kafka
confluent-kafka 2.12.1 3900
pika 1.3.2 155
paho-mqtt 2.1.0 67 @paho
grpcio 1.76.0 6600 typing-extensions @grpc
grpcio-tools 1.76.0 2700 grpcio protobuf setuptools @grpc_tools
thrift 0.22.0 62 six
boto3 1.40.61 139 botocore jmespath s3transfer
botocore 1.40.61 14100 jmespath python-dateutil urllib3
s3transfer 0.14.0 85 botocore
jmespath 1.0.1 20
awscli 1.42.61 4600 botocore colorama docutils pyyaml rsa s3transfer >aws=awscli.clidriver:main
azure-storage-blob 12.27.1 428 azure-core cryptography isodate typing-extensions @azure
azure-core 1.36.0 213 requests typing-extensions @azure
isodate 0.7.2 22
google-cloud-storage 3.4.1 290 google-auth requests @google
google-auth 2.41.1 221 cachetools pyasn1-modules rsa @google
cachetools 6.2.1 11
minio 7.2.18 93 argon2-cffi certifi pycryptodome typing-extensions urllib3
docker 7.1.0 147 requests urllib3
kubernetes 34.1.0 2000 certifi durationpy google-auth oauthlib python-dateutil pyyaml requests requests-oauthlib six urllib3 websocket-client
durationpy 0.10 4
websocket-client 1.9.0 82 @websocket
ansible 12.1.0 56000 ansible-core
ansible-core 2.19.3 2400 cryptography jinja2 packaging pyyaml resolvelib >ansible=ansible.cli.adhoc:main >ansible-playbook=ansible.cli.playbook:main
resolvelib 1.2.1 18
fabric 3.2.2 59 decorator deprecated invoke paramiko >fab=fabric.main:program.run
invoke 2.2.1 160 >inv=invoke.main:program.run >invoke=invoke.main:program.run
paramiko 4.0.0 223 bcrypt cryptography invoke pynacl
pynacl 1.6.0 1400 cffi @nacl
cffi 2.0.0 219 pycparser
pycparser 2.23 118
decorator 5.2.1 9
deprecated 1.2.18 9 wrapt
cryptography 46.0.3 4500 cffi
pycryptodome 3.23.0 2300 @Crypto
pyopenssl 25.3.0 57 cryptography @OpenSSL
beautifulsoup4 4.14.2 106 soupsieve typing-extensions @bs4
soupsieve 2.8 36
lxml 6.0.2 5200
html5lib 1.1 112 six webencodings
webencodings 0.5.1 11
bleach 6.3.0 164 webencodings
scrapy 2.13.3 321 cryptography lxml twisted parsel w3lib >scrapy=scrapy.cmdline:execute
parsel 1.10.0 17 lxml w3lib
w3lib 2.3.1 21
selenium 4.38.0 9700 certifi trio trio-websocket typing-extensions urllib3 websocket-client
trio 0.31.0 512 attrs idna outcome sniffio sortedcontainers
trio-websocket 0.12.2 21 outcome trio wsproto
outcome 1.3.0.post0 10 attrs
sortedcontainers 2.4.0 29
webdriver-manager 4.0.2 27 packaging python-dotenv requests
playwright 1.55.0 46100 greenlet pyee >playwright=playwright.__main__:main
pyee 13.0.0 15 typing-extensions
locust 2.42.0 1400 flask gevent pyzmq requests werkzeug >locust=locust.main:main
gevent 25.9.1 2100 greenlet zope-event zope-interface
eventlet 0.40.3 364 dnspython greenlet
zope-event 6.0 6 @zope
zope-interface 8.0.1 264 @zope
pyzmq 27.1.0 856 @zmq
jupyterlab 4.4.10 12300 ipykernel jinja2 jupyter-server notebook-shim packaging tornado traitlets >jupyter-lab=jupyter
notebook 7.4.7 14300 jupyter-server jupyterlab notebook-shim tornado >jupyter-notebook=jupyter
jupyter 1.1.1 3 ipykernel jupyterlab notebook
jupyter-core 5.9.1 29 platformdirs traitlets >jupyter=jupyter
jupyter-server 2.17.0 388 anyio jinja2 jupyter-core packaging tornado traitlets
notebook-shim 0.2.4 13
traitlets 5.14.3 85
ipykernel 7.1.0 118 ipython jupyter-core psutil pyzmq tornado traitlets
ipython 9.6.0 616 decorator jedi prompt-toolkit pygments traitlets >ipython=IPython:start_ipython @IPython
jedi 0.19.2 1600 parso
parso 0.8.5 107
pytest-cov 7.0.0 22 coverage pluggy pytest
coverage 7.11.0 250 >coverage=coverage.cmdline:main
pytest-mock 3.15.1 10 pytest
pytest-asyncio 1.2.0 15 pytest
pytest-django 4.11.1 25 pytest
pytest-flask 1.3.0 13 flask pytest werkzeug
pytest-xdist 3.8.0 46 execnet pytest @xdist
execnet 2.1.1 40
hypothesis 6.142.4 534 sortedcontainers
faker 37.12.0 1900 tzdata
factory-boy 3.3.3 37 faker @factory
freezegun 1.5.5 19 python-dateutil
responses 0.25.8 34 pyyaml requests urllib3
tox 4.32.0 175 cachetools colorama filelock packaging platformdirs pluggy virtualenv >tox=tox.run:run
nox 2025.10.16 74 argcomplete colorlog packaging virtualenv >nox=nox.__main__:main
virtualenv 20.35.3 6000 distlib filelock platformdirs >virtualenv=virtualenv.__main__:run_with_catch
distlib 0.4.0 469
platformdirs 4.5.0 18
pipenv 2025.0.4 3000 certifi packaging setuptools virtualenv >pipenv=pipenv:cli
poetry 2.2.1 281 build cachecontrol cleo poetry-core requests virtualenv >poetry=poetry.console.application:main
poetry-core 2.2.1 338 @poetry
uv 0.9.5 21700
pip-tools 7.5.1 66 build click wheel >pip-compile=piptools.scripts.compile:cli >pip-sync=piptools.scripts.sync:cli @piptools
build 1.3.0 23 packaging pyproject-hooks >pyproject-build=build.__main__:entrypoint
pyproject-hooks 1.2.0 10
setuptools 80.9.0 1200 @setuptools @pkg_resources
wheel 0.45.1 72 >wheel=wheel.cli:main
pip 25.3 1800
twine 6.2.0 42 requests rich urllib3 >twine=twine.__main__:main
black 25.9.0 1700 click mypy-extensions packaging pathspec platformdirs >black=black:patched_main
mypy-extensions 1.1.0 5
pathspec 0.12.1 31
flake8 7.3.0 57 mccabe pycodestyle pyflakes >flake8=flake8.main.cli:main
mccabe 0.7.0 7
pycodestyle 2.14.0 31 >pycodestyle=pycodestyle:_main
pyflakes 3.4.0 63 >pyflakes=pyflakes.api:main
pylint 4.0.2 536 astroid dill isort mccabe platformdirs tomlkit >pylint=pylint:run_pylint
astroid 4.0.1 276
isort 7.0.0 94 >isort=isort.main:main
mypy 1.18.2 13200 mypy-extensions pathspec typing-extensions >mypy=mypy.__main__:console_entry
ruff 0.14.2 13200
bandit 1.8.6 133 pyyaml rich stevedore >bandit=bandit.cli.main:main
pre-commit 4.3.0 220 cfgv identify nodeenv pyyaml virtualenv >pre-commit=pre_commit.main:main
sphinx 8.2.3 3600 babel docutils jinja2 packaging pygments requests >sphinx-build=sphinx.cmd.build:main
docutils 0.22.2 632
mkdocs 1.6.1 3900 click jinja2 markdown pyyaml watchdog >mkdocs=mkdocs.__main__:cli
mkdocs-material 9.6.22 9200 mkdocs @material
watchdog 6.0.0 79 >watchmedo=watchdog.watchmedo:main
python-slugify 8.0.4 10 text-unidecode @slugify
text-unidecode 1.3 78
unidecode 1.4.0 236
chardet 5.2.0 199 >chardetect=chardet.cli.chardetect:main
ujson 5.11.0 57
orjson 3.11.4 136
simplejson 3.20.2 150
msgpack 1.1.2 428
toml 0.10.2 16
tomli 2.3.0 15
tomlkit 0.13.3 39
dill 0.4.0 120
cloudpickle 3.1.1 21
jsonschema 4.25.1 90 attrs jsonschema-specifications referencing rpds-py >jsonschema=jsonschema.cli:main
jsonschema-specifications 2025.9.1 18 referencing
referencing 0.37.0 26 attrs rpds-py typing-extensions
rpds-py 0.28.0 391 @rpds
openpyxl 3.1.5 251 et-xmlfile
et-xmlfile 2.0.0 18
xlsxwriter 3.2.9 175
xlrd 2.0.2 96
python-docx 1.2.0 253 lxml typing-extensions @docx
pypdf 6.1.3 323
reportlab 4.4.4 2000 pillow charset-normalizer
pdfkit 1.0.0 12
weasyprint 66.0 301 cffi fonttools pillow >weasyprint=weasyprint.__main__:main
qrcode 8.2 46 >qr=qrcode.console_scripts:main
opencv-python 4.12.0.88 67000 numpy @cv2
opencv-python-headless 4.12.0.88 54000 numpy @cv2
imageio 2.37.0 316 numpy pillow
scikit-image 0.25.2 14800 imageio networkx numpy packaging pillow scipy @skimage
shapely 2.1.2 3100 numpy
geopandas 1.1.1 338 numpy packaging pandas pyproj shapely
pyproj 3.7.2 9500 certifi
folium 0.20.0 113 branca jinja2 numpy requests
branca 0.8.2 26 jinja2
pendulum 3.1.0 349 python-dateutil tzdata
arrow 1.4.0 68 python-dateutil
more-itertools 10.8.0 70
toolz 1.1.0 58
boltons 25.0.0 195
pyserial 3.5 91 six @serial
pexpect 4.9.0 63 ptyprocess
ptyprocess 0.7.0 14
python-telegram-bot 22.5 731 httpx @telegram
discord-py 2.6.4 1200 aiohttp @discord
tweepy 4.16.0 99 oauthlib requests requests-oauthlib
stripe 13.0.1 1800 requests typing-extensions
twilio 9.8.5 1800 aiohttp pyjwt requests
sendgrid 6.12.5 103 ecdsa python-http-client werkzeug
python-http-client 3.3.7 8
pygame 2.6.1 14000
kivy 2.3.1 22600 docutils pygments requests
pyqt5 5.15.11 8200 @PyQt5
pyinstaller 6.16.0 739 altgraph packaging setuptools >pyinstaller=PyInstaller.__main__:_console_script_run @PyInstaller
cython 3.1.6 3400 >cython=Cython.Compiler.Main:setuptools_main @Cython
numba 0.62.1 3900 llvmlite numpy
llvmlite 0.45.1 56300
dask 2025.10.0 1500 click cloudpickle fsspec packaging partd pyyaml toolz >dask=dask.__main__:main
mlflow 3.5.1 9400 flask alembic docker matplotlib numpy pandas scikit-learn sqlalchemy gunicorn >mlflow=mlflow.cli:cli
apache-airflow 3.1.1 14 alembic cryptography fastapi flask jinja2 sqlalchemy >airflow=airflow.__main__:main @airflow
prefect 3.4.25 6100 click fastapi httpx pydantic sqlalchemy uvicorn >prefect=prefect.cli:app
luigi 3.6.0 1100 python-dateutil tenacity tornado >luigi=luigi.cmdline:luigi_run
supervisor 4.3.0 320 >supervisord=supervisord >supervisorctl=supervisorctl
waitress 3.0.2 56 >waitress-serve=waitress.runner:run
uwsgi 2.0.31 822
cherrypy 18.10.0 349 cheroot portend
meinheld 1.0.2 72
antlr4-python3-runtime 4.13.2 144 @antlr4
uvlparser 2.0.1 74 antlr4-python3-runtime
python-sat 1.8.dev24 2400 six @pysat
gitpython 3.1.45 208 gitdb @git
gitdb 4.0.12 62 smmap
smmap 5.0.2 24
pygithub 2.8.1 432 pyjwt pynacl requests typing-extensions urllib3 @github
xmltodict 1.0.2 13
defusedxml 0.7.1 25
ftfy 6.3.1 44 wcwidth
parse 1.20.2 20
sh 2.2.2 38
docopt 0.6.2 25
fire 0.7.1 115 termcolor
argcomplete 3.6.3 43
emoji 2.15.0 608
validators 0.35.0 44
phonenumbers 9.0.17 2500
geopy 2.4.1 125 geographiclib
geographiclib 2.1 40
holidays 0.83 1000 python-dateutil
yfinance 0.2.66 123 beautifulsoup4 numpy pandas peewee requests
altgraph 0.17.4 21
automat 25.4.16 43
cachecontrol 0.14.3 22 msgpack requests
cfgv 3.4.0 7
cheroot 11.0.0 104
cleo 2.1.0 79
colorlog 6.10.1 11
constantly 23.10.4 14
html5tagger 1.3.0 9
hyperlink 21.0.0 74 idna
identify 2.6.15 99
incremental 24.7.2 21 packaging
nodeenv 1.9.1 23
partd 1.4.2 19 toolz
portend 3.2.1 6
pypika-tortoise 0.6.2 47 @pypika_tortoise
sanic-routing 23.12.0 26
stevedore 5.5.0 50
tracerite 1.1.3 13 html5tagger
txaio 25.9.2 31
`;

const parse = (line: string): readonly [string, PipPackage] => {
  const [name, version, size, ...rest] = line.split(' ') as [string, string, string, ...string[]];
  const scripts = Object.fromEntries(
    rest.filter((w) => w.startsWith('>')).map((w) => w.slice(1).split('=') as [string, string]),
  );
  const modules = rest.filter((w) => w.startsWith('@')).map((w) => w.slice(1));
  return [
    name,
    {
      version,
      size: Number(size),
      requires: rest.filter((w) => !/^[>@]/.test(w)),
      ...(Object.keys(scripts).length > 0 ? { scripts } : {}),
      ...(modules.length > 0 ? { modules } : {}),
    },
  ];
};

/** The packages, by normalized name. */
export const PYPI: Readonly<Record<string, PipPackage>> = Object.fromEntries(TABLE.trim().split('\n').map(parse));
