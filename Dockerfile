# Whose? in a container. The database and the key of its sessions are in the volume /data, unless DATABASE_URL
# names another database.
#
#   docker build -t whose .
#   docker run -p 8000:8000 -v whose-data:/data whose

FROM python:3.13-slim AS build
RUN python -m venv /opt/whose
COPY requirements.txt ./
RUN /opt/whose/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data whose && install -d -o whose -g whose /data
COPY --from=build /opt/whose /opt/whose
WORKDIR /srv/whose
COPY . .
# The command, as `make install` makes it; compiled here, because nobody may write here later.
RUN printf '#!/opt/whose/bin/python\nimport sys\n\nfrom app.cli import main\n\nsys.exit(main())\n' > /opt/whose/bin/whose \
    && chmod 755 /opt/whose/bin/whose && python -m compileall -q app migrations question_bank
ENV PATH=/opt/whose/bin:$PATH \
    PYTHONPATH=/srv/whose \
    PYTHONUNBUFFERED=1 \
    WHOSE_INSTANCE=/data
USER whose
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=10s --interval=30s --timeout=3s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["whose", "serve", "--host", "0.0.0.0", "--port", "8000"]
