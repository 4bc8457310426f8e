// Reads SARIF logs the way their consumers do, strictest first. See check.sh.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const here = dirname(fileURLToPath(import.meta.url));
const platform = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
const packageFile = createRequire(import.meta.url).resolve(
  `@microsoft/sarif-multitool-${platform}/package.json`,
);
const multitool = join(dirname(packageFile), "Sarif.Multitool");

/** A file as JSON. The multitool writes a byte order mark; mcplint must not. */
function read(file) {
  return JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const matchesSarif = ajv.compile(read(join(dirname(packageFile), "sarif-2.1.0.json")));
const matchesJsonFormat = ajv.compile(read(join(here, "../../docs/json-format.schema.json")));

/** What no external checker verifies: see the names of the complaints. */
function* ownComplaints(log) {
  for (const run of log.runs) {
    const rules = run.tool.driver.rules ?? [];
    const ids = rules.map((rule) => rule.id);
    if (new Set(ids).size !== ids.length) yield "a rule is listed twice";
    for (const { id, properties } of rules) {
      const score = properties?.["security-severity"];
      if (score !== undefined && !/^\d+\.\d$/.test(score)) yield `${id}: security-severity ${score}`;
    }
    for (const result of run.results) yield* complaintsAbout(result, rules);
  }
}

function* complaintsAbout(result, rules) {
  const rule = rules[result.ruleIndex];
  if (rule?.id !== result.ruleId) yield `ruleIndex ${result.ruleIndex} is not ${result.ruleId}`;

  const template = rule?.messageStrings?.[result.message.id]?.text ?? "";
  const rendered = template.replace(/\{(\d+)\}/g, (_, n) => result.message.arguments[n]);
  if (rendered !== result.message.text) yield `"${result.message.text}" is not "${rendered}"`;
}

/** What the validator says, as "rule: message". Its exit status says nothing. */
function* validatorComplaints(file, log) {
  const folder = mkdtempSync(join(tmpdir(), "sarif-check-"));
  const report = join(folder, "report.sarif");
  const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"];
  execFileSync(multitool, ["validate", file, ...options, "-c", join(here, "mt.xml"),
                           "-o", report, "--log", "ForceOverwrite"]);
  const run = read(report).runs[0];
  rmSync(folder, { recursive: true });

  for (const result of run.results) {
    // Only a work tree has a repository to name.
    const inWorkTree = log.runs.every((each) => each.versionControlProvenance);
    if (result.ruleId === "SARIF2003" && !inWorkTree) continue;
    yield `${result.ruleId}: ${result.message.text ?? JSON.stringify(result.message)}`;
  }
  for (const invocation of run.invocations ?? []) {
    if (!invocation.executionSuccessful) yield "the validator gave up";
    for (const notification of invocation.toolExecutionNotifications ?? []) {
      yield `notification: ${notification.message.text}`;
    }
  }
}

/** Whether the file is one that the multitool reads as mcplint does: it drops a byte order mark. */
function isPlain(uri) {
  let file;
  try {
    file = uri.startsWith("file:") ? fileURLToPath(uri) : decodeURIComponent(uri);
  } catch {
    return false; // a name that is not UTF-8
  }
  return existsSync(file) && !readFileSync(file).subarray(0, 3).equals(Buffer.from("\ufeff"));
}

/** Fingerprints and snippets, made anew by the multitool from the files below the current folder. */
function* recomputedComplaints(log) {
  const bare = structuredClone(log);
  for (const run of bare.runs) {
    run.originalUriBaseIds["%SRCROOT%"].uri = `${pathToFileURL(process.cwd())}/`;
    for (const result of run.results) {
      delete result.partialFingerprints;
      delete result.locations[0].physicalLocation.region.snippet;
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "sarif-check-"));
  const [from, to] = [join(folder, "bare.sarif"), join(folder, "made.sarif")];
  writeFileSync(from, JSON.stringify(bare));
  const inserted = "RollingHashPartialFingerprints;RegionSnippets";
  execFileSync(multitool, ["rewrite", from, "-o", to, "--insert", inserted, "--log", "ForceOverwrite"], {
    stdio: "pipe",
  });
  const made = read(to);
  rmSync(folder, { recursive: true });

  for (const [r, run] of log.runs.entries()) {
    for (const [i, ours] of run.results.entries()) {
      const theirs = made.runs[r].results[i];
      const place = ours.locations[0].physicalLocation;
      if (!isPlain(place.artifactLocation.uri)) continue;
      const hash = ours.partialFingerprints?.primaryLocationLineHash;
      const theirHash = theirs.partialFingerprints?.primaryLocationLineHash;
      if (hash && hash !== theirHash) yield `line hash ${hash} of ${ours.ruleId} is ${theirHash}`;
      const text = place.region.snippet?.text;
      const theirText = theirs.locations[0].physicalLocation.region.snippet?.text;
      // A credential is masked in ours.
      if (text && !text.includes("****") && text !== theirText) yield `"${text}" is "${theirText}"`;
      compared += 1;
    }
  }
}

let compared = 0;

function* complaints(file) {
  if (readFileSync(file)[0] !== "{".charCodeAt(0)) yield "it does not begin with {";
  const log = read(file);
  const matches = file.endsWith(".json") ? matchesJsonFormat : matchesSarif;
  if (!matches(log)) {
    // The validator skips its rules, and says nothing, when the schema is not met.
    for (const error of matches.errors) yield `schema: ${error.instancePath} ${error.message}`;
    return;
  }
  if (matches === matchesJsonFormat) return;
  yield* ownComplaints(log);
  yield* validatorComplaints(file, log);
  yield* recomputedComplaints(log);
}

chmodSync(multitool, 0o755); // npm leaves it without, if it ran no install scripts
let failed = 0;
for (const file of process.argv.slice(2)) {
  const found = [...complaints(file)];
  console.log(`${found.length === 0 ? "ok    " : "FAILED"} ${file}`);
  for (const complaint of found) console.log(`       ${complaint}`);
  if (found.length > 0) ++failed;
}
console.log(`fingerprints and snippets of ${compared} results were made anew and compared`);
process.exit(failed === 0 ? 0 : 1);
