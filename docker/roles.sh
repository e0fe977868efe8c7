#!/bin/bash
# Runs once, when the data volume is new: the owner that migrates, and the role that owns nothing.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$DATABASE_OWNER_PASSWORD" --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE osma_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE osma_app LOGIN PASSWORD :'password';
CREATE DATABASE osma OWNER osma_owner;
REVOKE ALL ON DATABASE osma FROM PUBLIC;
SQL
