# Untried until the README says otherwise.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --include=dev --include=optional && npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production FUNDWATCH_HOME=/data TZ=Asia/Shanghai
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["node", "--enable-source-maps", "server/dist/main.js"]
