// A registry for tests: serves the packages of a folder, and nothing else.
// node registry.mjs FOLDER prints its address, and runs until it is ended.

import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const folder = process.argv[2];
const packages = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".tgz"))) {
  const text = execFileSync("tar", ["-xzOf", join(folder, file), "package/package.json"]);
  packages.set(JSON.parse(text).name, { file, manifest: JSON.parse(text) });
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url.slice(1));
  const address = `http://${request.headers.host}`;
  const known = packages.get(path);
  if (known) {
    const { file, manifest } = known;
    const bytes = readFileSync(join(folder, file));
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    const version = { ...manifest, dist: { tarball: `${address}/-/${file}`, integrity } };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        name: manifest.name,
        "dist-tags": { latest: manifest.version },
        versions: { [manifest.version]: version },
      }),
    );
  } else if (path.startsWith("-/") && [...packages.values()].some((each) => path === `-/${each.file}`)) {
    response.end(readFileSync(join(folder, path.slice(2))));
  } else {
    response.statusCode = 404;
    response.end("{}");
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
