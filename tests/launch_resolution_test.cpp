#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "launch_reading.h"

using namespace mcplint;

TEST_CASE("npx and its like name packages") {
  const Case cases[] = {
      {"npx pkg", "npx(npm pkg) =pkg"},
      {"npx -y pkg", "npx(npm pkg) =pkg"},
      {"npx -y pkg@1.2.3", "npx(npm pkg 1.2.3 exact) =pkg"},
      {"npx --yes @scope/pkg@1.2.3 --port 80",
       "npx(npm @scope/pkg 1.2.3 exact) =@scope/pkg --port 80"},
      {"npx -y @scope/pkg", "npx(npm @scope/pkg) =@scope/pkg"},
      {"npx -y @scope/pkg@latest -- x", "npx(npm @scope/pkg latest) =@scope/pkg -- x"},
      {"npx pkg@^1.2.3", "npx(npm pkg ^1.2.3) =pkg"},
      {"npx pkg@~1.2", "npx(npm pkg ~1.2) =pkg"},
      {"npx pkg@1", "npx(npm pkg 1) =pkg"},
      {"npx pkg@1.2", "npx(npm pkg 1.2) =pkg"},
      {"npx pkg@1.2.x", "npx(npm pkg 1.2.x) =pkg"},
      {"npx pkg@>=1.2.3", "npx(npm pkg >=1.2.3) =pkg"},
      {"npx pkg@v1.2.3", "npx(npm pkg v1.2.3 exact) =pkg"},
      {"npx pkg@=1.2.3", "npx(npm pkg =1.2.3 exact) =pkg"},
      {"npx pkg@1.2.3-beta.1+5", "npx(npm pkg 1.2.3-beta.1+5 exact) =pkg"},
      {"npx pkg@1.2.3.4", "npx(npm pkg 1.2.3.4) =pkg"},
      {"npx pkg@2026.8.31", "npx(npm pkg 2026.8.31 exact) =pkg"},
      {"npx alias@npm:real@1.2.3", "npx(npm real 1.2.3 exact) =real"},
      {"npx -p pkg@1.2.3 bin a", "npx(npm pkg 1.2.3 exact) =bin a"},
      {"npx --package=pkg@1.2.3 --package other -- bin",
       "npx(npm pkg 1.2.3 exact) npx(npm other) =bin"},
      {"npx -y -- pkg a", "npx(npm pkg) =pkg a"},
      {"npx --registry https://r.example pkg", "npx(npm pkg) =pkg"},
      {"npx --no-install pkg", "=pkg"},
      {"npx -c something", ""},
      {"npx", "=npx"},
      {"npm exec -y pkg@1.2.3 -- a", "npm exec(npm pkg 1.2.3 exact) =pkg -- a"},
      {"npm exec --yes --package=pkg -- bin", "npm exec(npm pkg) =bin"},
      {"npm x pkg", "npm exec(npm pkg) =pkg"},
      {"npm run start", "run start"},
      {"npm --prefix /srv/app run start", "run start # option:/srv/app"},
      {"pnpm dlx pkg@1.2.3 a", "pnpm dlx(npm pkg 1.2.3 exact) =pkg a"},
      {"pnpm exec pkg", "=pkg"},
      {"pnpm tsx src/a.ts", "$src/a.ts # script:src/a.ts"},
      {"pnpm -C app tsx a.ts", "$a.ts # option:app script|a.ts"},
      {"yarn dlx -q pkg", "yarn dlx(npm pkg) =pkg"},
      {"bunx --bun pkg", "bunx(npm pkg) =pkg"},
      {"bun x pkg@1.2.3", "bun x(npm pkg 1.2.3 exact) =pkg"},
      {"bun run src/a.ts b", "$src/a.ts b # script:src/a.ts"},
      {"bun a.ts", "$a.ts # script:a.ts"},
      {"bun run start", "start"},
      {"npx ./local", "# option:./local"},
      {"npx -y .", "# option:."},
      {"npx -y github:o/n", "npx(npm n github:o/n) =n"},
      {"npx -y o/n#0123456789abcdef0123456789abcdef01234567",
       "npx(npm n 0123456789abcdef0123456789abcdef01234567 exact o/n) =n"},
      {"npx git+https://h.example/o/n.git#main",
       "npx(npm n main git+https://h.example/o/n.git) =n"},
      {"npx -y ${PKG}", ""},
      {"npx -y pkg@${VERSION}", ""},
      {"npx -y <package>", ""},
      {"npx tsx src/a.ts --x", "npx(npm tsx) $src/a.ts --x # script:src/a.ts"},
  };
  check(cases);
}

TEST_CASE("uvx and its like name packages") {
  const Case cases[] = {
      {"uvx pkg", "uvx(PyPI pkg) =pkg"},
      {"uvx My_Pkg a", "uvx(PyPI my-pkg) =my-pkg a"},
      {"uvx pkg==1.2.3", "uvx(PyPI pkg 1.2.3 exact) =pkg"},
      {"uvx pkg@1.2.3", "uvx(PyPI pkg 1.2.3 exact) =pkg"},
      {"uvx pkg@1.2", "uvx(PyPI pkg 1.2 exact) =pkg"},
      {"uvx pkg@latest", "uvx(PyPI pkg latest) =pkg"},
      {"uvx pkg>=1.2", "uvx(PyPI pkg >=1.2) =pkg"},
      {"uvx pkg~=1.2", "uvx(PyPI pkg ~=1.2) =pkg"},
      {"uvx pkg==1.*", "uvx(PyPI pkg ==1.*) =pkg"},
      {"uvx pkg[a,b]==1.2.3", "uvx(PyPI pkg 1.2.3 exact) =pkg"},
      {"uvx pkg[a]@1.2.3", "uvx(PyPI pkg 1.2.3 exact) =pkg"},
      {"uvx --from pkg==1.2.3 bin a", "uvx(PyPI pkg 1.2.3 exact) =bin a"},
      {"uvx --from=pkg bin", "uvx(PyPI pkg) =bin"},
      {"uvx --python 3.12 --with a==1,b>=2,<3 pkg",
       "uvx(PyPI a 1 exact) uvx(PyPI b >=2,<3) uvx(PyPI pkg) =pkg"},
      {"uvx -p3.12 --with mcp[cli,ws] pkg", "uvx(PyPI mcp) uvx(PyPI pkg) =pkg"},
      {"uvx --quiet --no-cache --index-url https://i.example pkg", "uvx(PyPI pkg) =pkg"},
      {"uvx --from git+https://h.example/o/n bin", "uvx(PyPI n git+https://h.example/o/n) =bin"},
      {"uvx --from git+https://h.example/o/n.git@v1 bin",
       "uvx(PyPI n v1 git+https://h.example/o/n.git) =bin"},
      {"uvx --from git+ssh://git@h.example/o/n bin",
       "uvx(PyPI n git+ssh://git@h.example/o/n) =bin"},
      {"uvx --from "
       "git+https://h.example/o/n@0123456789abcdef0123456789abcdef01234567#subdirectory=s bin",
       "uvx(PyPI n 0123456789abcdef0123456789abcdef01234567 exact git+https://h.example/o/n) =bin"},
      {"uvx --from pkg@git+https://h.example/o/n bin",
       "uvx(PyPI pkg git+https://h.example/o/n) =bin"},
      {"uvx --from . bin", "=bin # option:."},
      {"uvx --from /abs/pkg bin", "=bin # option:/abs/pkg"},
      {"uvx ./dist/pkg-1.0-py3-none-any.whl", "# option:./dist/pkg-1.0-py3-none-any.whl"},
      {"uvx --with pkg==1.0 python a.py", "uvx(PyPI pkg 1.0 exact) $a.py # script:a.py"},
      {"uvx ${PKG}", ""},
      {"uv tool run --from pkg==1.2.3 bin", "uv tool run(PyPI pkg 1.2.3 exact) =bin"},
      {"uv run a.py --x", "$a.py --x # script:a.py"},
      {"uv run --with mcp[cli] mcp run /abs/a.py",
       "uv run(PyPI mcp) $/abs/a.py # script:/abs/a.py"},
      {"uv run --with fastmcp==2.1.0 fastmcp run a.py:app",
       "uv run(PyPI fastmcp 2.1.0 exact) $a.py # script:a.py"},
      {"uv --directory /abs run a.py", "$a.py # option:/abs script|a.py"},
      {"uv run --env-file .env --directory /abs a.py",
       "$a.py # option|.env option:/abs script|a.py"},
      {"uv --project /abs run a.py", "$a.py # option:/abs script:a.py"},
      {"uv run --directory rel a.py", "$a.py # option:rel script|a.py"},
      {"uv run -m pkg.mod", "=pkg.mod"},
      {"uv run --module pkg.mod --port 1", "=pkg.mod --port 1"},
      {"uv run python -m pkg", "=pkg"},
      {"uv run python a.py", "$a.py # script:a.py"},
      {"uv run server-bin --stdio", "=server-bin --stdio"},
      {"uv run --script tool", "$tool # script:tool"},
      {"uv run https://h.example/a.py", ""},
      {"uv sync", ""},
      {"pipx run pkg==1.2.3 a", "pipx run(PyPI pkg 1.2.3 exact) =pkg a"},
      {"pipx run --spec pkg==1.2.3 bin", "pipx run(PyPI pkg 1.2.3 exact) =bin"},
      {"pipx run --spec git+https://h.example/o/n bin",
       "pipx run(PyPI n git+https://h.example/o/n) =bin"},
  };
  check(cases);
}

TEST_CASE("deno names packages and scripts") {
  const Case cases[] = {
      {"deno run -A npm:pkg@1.2.3", "deno run(npm pkg 1.2.3 exact) =pkg"},
      {"deno run --allow-net npm:@s/pkg@^1/bin x", "deno run(npm @s/pkg ^1) =@s/pkg x"},
      {"deno run -A jsr:@s/pkg", "deno run(JSR @s/pkg) =@s/pkg"},
      {"deno run -A jsr:@s/pkg@0.1.2/mod.ts", "deno run(JSR @s/pkg 0.1.2 exact) =@s/pkg"},
      {"deno run -A src/a.ts", "$src/a.ts # script:src/a.ts"},
      {"deno run --config ./deno.json a.ts", "$a.ts # option:./deno.json script:a.ts"},
      {"deno run https://h.example/a.ts", ""},
      {"deno task start", "task start"},
  };
  check(cases);
}

TEST_CASE("container engines name images") {
  const Case cases[] = {
      {"docker run img", "docker(img)"},
      {"docker run -i --rm img:1.2 a b", "docker(img :1.2 interactive rm) a b"},
      {"docker run -it -e KEY -e K=V ghcr.io/o/n",
       "docker(ghcr.io/o/n interactive tty env=KEY env=K=V)"},
      {"docker run host:5000/o/n", "docker(host:5000/o/n)"},
      {"docker run host:5000/o/n:latest", "docker(host:5000/o/n :latest)"},
      {"docker run img@sha256:abc", "docker(img sha256:abc)"},
      {"docker run img:1@sha256:abc", "docker(img :1 sha256:abc)"},
      {"docker run -v /a:/b --mount type=bind,src=/,dst=/x img",
       "docker(img volume=/a:/b mount=type=bind,src=/,dst=/x)"},
      {"docker run --volume=/:/host -p=80:80 -itv/:/y img",
       "docker(img volume=/:/host publish=80:80 interactive tty volume=/:/y)"},
      {"docker run --network host --name x --memory 1g -u 1000 --init img",
       "docker(img network=host name=x memory=1g user=1000 init)"},
      {"docker run --pull=always --platform linux/amd64 img",
       "docker(img pull=always platform=linux/amd64)"},
      {"docker --context c container run img ./x", "docker(img) ./x"},
      {"podman run --replace --tls-verify=false img", "podman(img replace tls-verify=false)"},
      {"docker run -i ${IMAGE}", ""},
      {"docker exec -i c node a.js", "=docker exec -i c node a.js"},
      {"docker compose run -f ./x.yml s", "=docker run -f ./x.yml s"},
      {"docker run", "=docker"},
      {"docker run -e", "=docker"},
  };
  check(cases);
}

TEST_CASE("interpreters run scripts and modules") {
  const Case cases[] = {
      {"python a.py b", "$a.py b # script:a.py"},
      {"/usr/bin/python3.12 -u /abs/a.py",
       "$/abs/a.py # command:/usr/bin/python3.12 script:/abs/a.py"},
      {"python3 -X utf8 -W ignore a.py", "$a.py # script:a.py"},
      {"python -m pkg.mod --x", "=pkg.mod --x"},
      {"python -um pkg", "=pkg"},
      {"python -c code ./x", ""},
      {"pythonw a.py", "$a.py # script:a.py"},
      {"py -3 a.py", "$a.py # script:a.py"},
      {"node dist/a.js", "$dist/a.js # script:dist/a.js"},
      {"node --env-file=.env -r dotenv/config a.js", "$a.js # option:.env script:a.js"},
      {"node -e code", ""},
      {"tsx watch a.ts", "$a.ts # script:a.ts"},
      {"ts-node --project tsconfig.json a.ts", "$a.ts # script:a.ts"},
      {"java -Dx=y -jar a.jar b", "$a.jar b # script:a.jar"},
      {"java -cp lib.jar com.example.Main", "=com.example.Main"},
      {"php artisan boost:mcp", "$artisan boost:mcp # script:artisan"},
      {"dotnet run --project src/App.csproj", "# option:src/App.csproj"},
      {"dotnet bin/a.dll", "$bin/a.dll # script:bin/a.dll"},
      {"go run ./cmd/a", "$./cmd/a # script:./cmd/a"},
      {"go run h.example/a@latest", ""},
      {"cargo run --manifest-path a/Cargo.toml -- b", "b # option:a/Cargo.toml"},
      {"bash -c code ./x", "=code"},
      {"sh ./run.sh", "$./run.sh # script:./run.sh"},
      {"pwsh -ExecutionPolicy Bypass -File a.ps1 b", "$a.ps1 b # script:a.ps1"},
      {"fastmcp run a.py", "$a.py # script:a.py"},
      {"ssh host ./run.sh", "=ssh host ./run.sh"},
  };
  check(cases);
}

TEST_CASE("wrappers give way to what they start") {
  const Case cases[] = {
      {"cmd /c npx -y pkg", "npx(npm pkg) =pkg"},
      {"cmd.exe /d /s /C npx pkg", "npx(npm pkg) =pkg"},
      {"CMD /c uvx pkg", "uvx(PyPI pkg) =pkg"},
      {"cmd", ""},
      {"env A=b -u C D=e npx pkg", "npx(npm pkg) =pkg"},
      {"env -S npx pkg", ""},
      {"wsl npx pkg ~/x", "npx(npm pkg) =pkg ~/x"},
      {"wsl -d Ubuntu -- python3 a.py", "$a.py"},
      {"C:\\Program\\nodejs\\npx.cmd -y pkg",
       "npx(npm pkg) =pkg # command:C:\\Program\\nodejs\\npx.cmd"},
      {"/usr/local/bin/npx pkg@1.0.0",
       "npx(npm pkg 1.0.0 exact) =pkg # command:/usr/local/bin/npx"},
      {"~/.local/bin/uvx pkg", "uvx(PyPI pkg) =pkg # command:~/.local/bin/uvx"},
      {"NPX.EXE pkg", "npx(npm pkg) =pkg"},
      {"timeout -s KILL 30 npx pkg", "npx(npm pkg) =pkg"},
      {"sudo -u user npx pkg", "npx(npm pkg) =pkg"},
      {"op run --env-file=.env -- npx pkg", "npx(npm pkg) =pkg # option:.env"},
      {"dotenv -e .env -- uvx pkg", "uvx(PyPI pkg) =pkg # option:.env"},
      {"mise exec node@22 -- npx pkg", "npx(npm pkg) =pkg"},
      {"mise x -- uvx pkg", "uvx(PyPI pkg) =pkg"},
      {"poetry -C /abs run python a.py", "$a.py # option:/abs script|a.py"},
      {"poetry run python -m pkg", "=pkg"},
      {"conda run -n env python a.py", "$a.py # script:a.py"},
      {"direnv exec . npx pkg", "npx(npm pkg) =pkg # option:."},
      {"./run.sh a", "=run.sh a # command:./run.sh"},
      {"mcp-server-git --repository .", "=mcp-server-git --repository . # argument:."},
  };
  check(cases);
}

TEST_CASE("a server's arguments name paths by form or by option") {
  const Case cases[] = {
      {"srv ./a ../b ~/c . /d C:\\e $HOME/f",
       "=srv ./a ../b ~/c . /d C:\\e $HOME/f # argument:./a argument:../b argument:~/c argument:. "
       "argument:/d argument:C:\\e argument:$HOME/f"},
      {"srv a/b word @s/p h.example https://h.example/x src/*.ts ./src/*.ts",
       "=srv a/b word @s/p h.example https://h.example/x src/*.ts ./src/*.ts"},
      {"srv --config a.json --config prod --config=b/c",
       "=srv --config a.json --config prod --config=b/c # argument:a.json argument:b/c"},
      {"srv --db-path a.sqlite --db-path memory --output-dir out --log_file=l",
       "=srv --db-path a.sqlite --db-path memory --output-dir out --log_file=l # argument:a.sqlite "
       "argument:out argument:l"},
      {"srv --model a/b --version 1.2 --project o/n --path v1 --port 80 --host a.b",
       "=srv --model a/b --version 1.2 --project o/n --path v1 --port 80 --host a.b"},
      {"srv --config {\"a\":1} --file ${X} --dir", "=srv --config {\"a\":1} --file ${X} --dir"},
      {"srv --db postgres://h/d --config k=v", "=srv --db postgres://h/d --config k=v"},
  };
  check(cases);
}

/// A command with its arguments, of which one is a command line of its own.
static std::string resolved(std::string_view command, std::vector<std::string_view> arguments) {
  Launch launch;
  launch.command = {std::string(command), {command}};
  for (const std::string_view word : arguments) launch.args.push_back({std::string(word), {word}});
  resolve(launch);
  return debug(launch) + (launch.bridge ? " -> " + launch.bridge->url.text : "");
}

TEST_CASE("a command line in a string comes down to what its last command starts") {
  CHECK(resolved("sh", {"-c", "npx -y pkg@1.2.3 a"}) == "npx(npm pkg 1.2.3 exact) =pkg a");
  CHECK(resolved("bash", {"-lc", "cd '/a b' && export X=1 && exec uvx pkg --x"}) ==
        "uvx(PyPI pkg) =pkg --x");
  CHECK(resolved("sh", {"-c", "X=1 npx -y \"pkg\" 'a b' 2>/dev/null | tee log"}) ==
        "npx(npm pkg) =pkg a b");
  CHECK(resolved("sh", {"-c", "docker run -i --rm img:1 a"}) == "docker(img :1 interactive rm) a");
  CHECK(resolved("wsl", {"-d", "U", "bash", "-c", "uvx pkg"}) == "uvx(PyPI pkg) =pkg");
  CHECK(resolved("wsl", {"uvx pkg"}) == "uvx(PyPI pkg) =pkg");
  CHECK(resolved("cmd", {"/c", "npx -y pkg"}) == "npx(npm pkg) =pkg");
  CHECK(resolved("cmd", {"/c", "npx -y \"pkg\" & del x"}) == "");
  CHECK(resolved("pwsh", {"-NoProfile", "-Command", "npx -y pkg"}) == "npx(npm pkg) =pkg");
  CHECK(resolved("sh", {"-c", "while true; do npx -y pkg; done"}) == "");
  CHECK(resolved("sh", {"-c", "sh -c \"sh -c 'sh -c \\\"sh -c npx\\\"'\""}) == "");
  CHECK(resolved("sh", {"-c", ""}) == "");
  CHECK(resolved("sh", {"-c"}) == "");
}

TEST_CASE("a bridge is seen through") {
  CHECK(
      resolved("npx", {"-y", "mcp-remote", "https://a.example/mcp", "--header", "X: https://b"}) ==
      "npx(npm mcp-remote) =mcp-remote https://a.example/mcp --header X: https://b -> "
      "https://a.example/mcp");
  CHECK(resolved("npx", {"-y", "supergateway", "--stdio", "uvx pkg a"}) ==
        "npx(npm supergateway) uvx(PyPI pkg) =pkg a");
  CHECK(resolved("npx", {"supergateway", "--sse", "https://a.example/sse"}) ==
        "npx(npm supergateway) =supergateway --sse https://a.example/sse -> https://a.example/sse");
  CHECK(resolved("uvx", {"mcp-proxy", "--port", "80", "--", "npx", "-y", "pkg"}) ==
        "uvx(PyPI mcp-proxy) npx(npm pkg) =pkg");
  CHECK(resolved("mcp-proxy", {"http://a.example/sse"}) == "=mcp-proxy -> http://a.example/sse");
}

TEST_CASE("compose files and packages of NuGet are named") {
  const Case cases[] = {
      {"docker compose -f ./c.yaml run --rm s", "=docker run --rm s # option:./c.yaml"},
      {"docker-compose -f c.yaml exec s x", "=docker-compose exec s x # option:c.yaml"},
      {"dnx Pkg@1.2.3 --yes", "dnx(NuGet Pkg 1.2.3 exact) =Pkg --yes"},
      {"dnx Pkg@1.2.3.4", "dnx(NuGet Pkg 1.2.3.4 exact) =Pkg"},
      {"dnx Pkg", "dnx(NuGet Pkg) =Pkg"},
  };
  check(cases);
}
