# The front door: `make demo` and `make test` do all the set-up on a fresh machine.

BUILD := build
JOBS  := $(shell nproc)

.PHONY: demo test build setup clean

# Lints a file server with realistic defects. That it finds some is the point.
demo: build
	@echo; cd fixtures/projects/notes_server && $(CURDIR)/$(BUILD)/mcplint --exit-zero .

test: build
	cmake --build $(BUILD) --target mcplint-tests -j $(JOBS)
	ctest --test-dir $(BUILD) -j $(JOBS) --output-on-failure

build: setup
	cmake -S . -B $(BUILD) -G Ninja $(CMAKE_FLAGS)
	cmake --build $(BUILD) --target mcplint -j $(JOBS)

# Installs what is missing: Debian packages (as root or with sudo) and the
# tree-sitter sources, as pinned in lint/syntax/grammars/package-lock.json.
setup:
	@.ci/setup

clean:
	rm -rf $(BUILD)
