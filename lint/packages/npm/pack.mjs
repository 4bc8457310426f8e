// Packs the npm packages: node pack.mjs BINARY FOLDER. Needs no network.
//
// `mcplint` is the root of the repository and holds a launcher; the package of each platform holds
// the program. This packs both, the latter for the machine that it runs on.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const [binary, folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node pack.mjs BINARY FOLDER");
  process.exit(2);
}

function pack(from) {
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", resolve(folder)], {
    cwd: from,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

const main = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const name = `@mcplint/${process.platform}-${process.arch}`;
if (main.optionalDependencies[name] !== main.version) {
  console.error(`package.json does not ask for ${name} ${main.version}`);
  process.exit(1);
}
const platform = {
  name,
  version: main.version,
  description: `mcplint for ${process.platform} on ${process.arch}`,
  homepage: main.homepage,
  repository: main.repository,
  license: main.license,
  os: [process.platform],
  cpu: [process.arch],
  files: ["mcplint"],
};

const staging = mkdtempSync(join(tmpdir(), "mcplint-npm-"));
try {
  writeFileSync(join(staging, "package.json"), JSON.stringify(platform, null, 2) + "\n");
  copyFileSync(binary, join(staging, "mcplint"));
  chmodSync(join(staging, "mcplint"), 0o755);
  copyFileSync(join(root, "LICENSE"), join(staging, "LICENSE"));
  pack(staging);
  pack(root);
} finally {
  rmSync(staging, { recursive: true });
}
