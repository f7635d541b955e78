# The service on a Debian image: the built-in PostgreSQL needs glibc. Set DATABASE_URL and SECRET_KEY for one of your own.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY src/platform/database/driver ./src/platform/database/driver
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
COPY --from=build --chown=node:node /app/package.json /app/.env.example ./
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
COPY --from=build --chown=node:node /app/migrations ./migrations
COPY --from=build --chown=node:node /app/docs ./docs
COPY --from=build --chown=node:node /app/src/charts/fonts ./src/charts/fonts
COPY --from=build --chown=node:node /app/bots/web/page ./bots/web/page
COPY --from=build --chown=node:node /app/src/http/page/client ./src/http/page/client
RUN mkdir /data /backups && chown node:node /data /backups
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
