#!/usr/bin/env node
// Runs the mcplint of this platform, which a package of its own brings.
"use strict";

const { spawnSync } = require("child_process");

const platform = `@mcplint/${process.platform}-${process.arch}`;
let binary;
try {
  binary = require.resolve(`${platform}/mcplint`);
} catch {
  console.error(
    `mcplint: there is no package ${platform}. If your platform is supported, npm left out the\n` +
      "optional dependencies: install again without `--omit=optional`.",
  );
  process.exit(2);
}
const ended = spawnSync(binary, process.argv.slice(2), { stdio: "inherit" });
if (ended.error) {
  console.error(`mcplint: cannot run ${binary}: ${ended.error.message}`);
  process.exit(2);
}
// As a shell has it, if a signal ended it.
process.exit(ended.signal ? 128 + require("os").constants.signals[ended.signal] : ended.status);
