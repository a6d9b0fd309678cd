# One image for every process of Wardbell, `wardbell run SERVICE`: made by `make image`.

FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/setup && python -m venv --without-pip /opt/wardbell
WORKDIR /opt/wardbell/src
# Each thing from its lock; what changes seldom comes first.
COPY tools/requirements-setup.lock deploy/requirements.lock ./
RUN /opt/setup/bin/pip install --no-cache-dir --require-hashes -r requirements-setup.lock \
 && /opt/setup/bin/uv pip install --no-cache --python /opt/wardbell/bin/python --compile-bytecode \
    --require-hashes -r requirements.lock
# In place, as in development: migrations and texts lie beside the code.
COPY libs libs
COPY services services
COPY tools/cli tools/cli
COPY tools/simulator tools/simulator
RUN for member in libs/* services/* tools/*/; do set -- "$@" -e "./$member"; done \
 && /opt/setup/bin/uv pip install --no-cache --python /opt/wardbell/bin/python --no-deps \
    --no-build-isolation "$@" \
 && /opt/wardbell/bin/python -m compileall -q libs services tools

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin wardbell
COPY --from=build /opt/wardbell /opt/wardbell
ENV PATH="/opt/wardbell/bin:$PATH" PYTHONUNBUFFERED=1 \
    HEALTH_HOST=0.0.0.0 HEALTH_PORT=9000 \
    WEBHOOK_HOST=0.0.0.0 WEBHOOK_PORT=8080 \
    PAGES_HOST=0.0.0.0 PAGES_PORT=8081
USER 10001:10001
EXPOSE 8080 8081 9000
ENTRYPOINT ["wardbell"]
