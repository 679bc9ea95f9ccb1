// Starts presync: fetches everything that it will ever need, locks the page so that no request can
// leave it any more, starts the engine in a worker and the interface on this thread. What the two
// sides say to each other is JSON in the types of core/session; this file only carries it.
"use strict";

(() => {
	// A file is read in slices of this size, and this many are read or waiting in the engine at a time.
	const sliceBytes = 4 << 20;
	const slicesInFlight = 2;
	// The most that readRecord reads.
	const recordBytes = 1 << 20;

	const sampleFiles = [
		{ path: "sample/onprem.ldf", type: "text/plain" },
		{ path: "sample/cloud.csv", type: "text/csv" },
	];

	// Policies only ever add up, so from the moment that this one is in the document neither the page
	// nor a worker made later can connect to anything, not even to the site that the page came from.
	const lockPolicy =
		"default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; " +
		"base-uri 'none'; form-action 'none'";

	class BootError extends Error {
		constructor(text, detail) {
			super(detail);
			this.text = text; // a data-text of index.html
		}
	}

	// The style tells by this whether the user works with the keyboard.
	for (const event of ["keydown", "pointerdown", "drop"]) {
		addEventListener(event, () => document.documentElement.toggleAttribute("data-keys", event === "keydown"), true);
	}

	// showFailure replaces the page by a text of index.html.
	function showFailure(text, detail) {
		const texts = document.getElementById("boot-texts").content;
		const main = document.createElement("main");
		main.className = "boot";
		const title = document.createElement("h1");
		title.textContent = "presync";
		const alert = document.createElement("div");
		alert.id = "boot-failure";
		alert.setAttribute("role", "alert");
		alert.append(texts.querySelector(`[data-text="${text}"]`).cloneNode(true));
		if (detail) {
			const pre = document.createElement("pre");
			pre.textContent = detail;
			alert.append(pre);
		}
		main.append(title, alert);
		document.body.replaceChildren(main);
	}

	// embedded is a file of the site out of the page itself, where the page holds the whole site.
	function embedded(path) {
		const part = document.querySelector(`script[data-file="${path}"]`);
		if (!part) {
			return null;
		}
		if (part.type === "text/javascript") {
			return new Response(part.textContent);
		}
		const text = part.textContent;
		part.remove();
		return new Response(fromBase64(text));
	}

	function fromBase64(text) {
		if (Uint8Array.fromBase64) {
			return Uint8Array.fromBase64(text);
		}
		const binary = atob(text);
		const bytes = new Uint8Array(binary.length);
		for (let i = 0; i < bytes.length; i++) {
			bytes[i] = binary.charCodeAt(i);
		}
		return bytes;
	}

	async function fetchFile(path) {
		let response = embedded(path);
		if (response) {
			return response;
		}
		try {
			// Ask the server whether a stored copy is still current: files of two versions do not mix.
			response = await fetch(path, { cache: "no-cache" });
		} catch (e) {
			throw new BootError(location.protocol === "file:" ? "file" : "missing", `${path}: ${e.message}`);
		}
		if (!response.ok) {
			throw new BootError("missing", `${path}: ${response.status} ${response.statusText}`);
		}
		return response;
	}

	const fetchText = async (path) => (await fetchFile(path)).text();

	// fetchModule compiles presync.wasm.gz. Some hosts unpack such a file on the way and some do not;
	// the first two bytes tell.
	async function fetchModule(path) {
		const bytes = await (await fetchFile(path)).arrayBuffer();
		const head = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
		let body = new Blob([bytes]).stream();
		if (head[0] === 0x1f && head[1] === 0x8b) {
			body = body.pipeThrough(new DecompressionStream("gzip"));
		}
		try {
			return await WebAssembly.compileStreaming(
				new Response(body, { headers: { "Content-Type": "application/wasm" } }));
		} catch (e) {
			throw new BootError("broken", `${path}: ${e.message}`);
		}
	}

	async function fetchSample({ path, type }) {
		const blob = await (await fetchFile(path)).blob();
		return new File([blob], path.slice(path.lastIndexOf("/") + 1), { type });
	}

	// loaded resolves when the style sheet is there as well.
	const loaded = () => new Promise((resolve) => {
		if (document.readyState === "complete") {
			resolve();
		} else {
			addEventListener("load", resolve, { once: true });
		}
	});

	// The choice between light and dark is kept by the interface; it has to be known before anything
	// is painted.
	function applyTheme() {
		try {
			const theme = localStorage.getItem("presync-theme");
			if (theme === "light" || theme === "dark") {
				document.documentElement.dataset.theme = theme;
			}
		} catch {
			// storage is switched off
		}
	}

	function lock() {
		const meta = document.createElement("meta");
		meta.httpEquiv = "Content-Security-Policy";
		meta.content = lockPolicy;
		document.head.append(meta);
	}

	// Engine is one worker with the engine in it. It is never used again after a crash or a cancel:
	// a new one costs a few milliseconds, and only that gives memory back.
	class Engine {
		constructor(module, scriptURL, host) {
			this.host = host;
			this.used = false; // has been sent a load
			this.inFlight = 0; // slices read or waiting in the engine
			this.stopped = false; // the engine wants no more slices
			this.ended = false; // the worker is gone
			this.number = 0; // of the last stream
			this.streaming = null; // resolves when the last stream has been sent
			this.wake = null; // resolves the promise that stream waits on
			this.ready = new Promise((resolve) => { this.resolveReady = resolve; });
			this.worker = new Worker(scriptURL, { name: "presync engine" });
			this.worker.onmessage = (e) => this.receive(e.data);
			this.worker.onerror = (e) => {
				e.preventDefault();
				this.crash(/memory|allocation/i.test(e.message) ? "memory" : "exit", e.message || "");
			};
			this.worker.postMessage({ type: "start", module });
		}

		receive(m) {
			if (this.host.engine !== this) {
				return;
			}
			switch (m.type) {
			case "ready":
				this.resolveReady();
				break;
			case "response":
				this.host.memory = m.memory;
				this.host.api.onmessage(m.json, m.data);
				break;
			case "taken":
				if (m.stream === this.number) {
					this.inFlight--;
					this.stopped = this.stopped || m.stop;
					this.proceed();
				}
				break;
			case "crash":
				this.crash(m.kind, m.detail);
				break;
			}
		}

		crash(kind, detail) {
			if (this.host.engine === this) {
				this.host.replaceEngine();
				this.host.api.oncrash(kind, detail);
			}
		}

		end() {
			this.worker.terminate();
			this.ended = true;
			this.stop();
		}

		proceed() {
			if (this.wake) {
				this.wake();
				this.wake = null;
			}
		}

		// room resolves when another slice may be read.
		async room() {
			while (this.inFlight >= slicesInFlight && !this.stopped) {
				await new Promise((resolve) => { this.wake = resolve; });
			}
		}

		stop() {
			this.stopped = true;
			this.proceed();
		}

		// open sends a request that reads files, and the bytes of the files behind it. A stream under way
		// is sent to its end first.
		open(json, files) {
			const start = () => {
				if (this.ended) {
					return null;
				}
				this.number++;
				this.inFlight = 0;
				this.stopped = false;
				this.worker.postMessage({ type: "request", json });
				this.worker.postMessage({ type: "begin", stream: this.number });
				return this.stream(files);
			};
			this.streaming = this.streaming ? this.streaming.then(start) : start();
		}

		// stream sends the bytes of the files, one file after the other. A file that cannot be read to
		// its end does not keep the next ones from being sent.
		async stream(files) {
			for (const file of files) {
				if (this.stopped) {
					return;
				}
				const problem = await this.streamFile(file);
				this.worker.postMessage(problem
					? { type: "broken", reason: problem.message || problem.name }
					: { type: "end" });
			}
		}

		// streamFile resolves to what went wrong, or to null.
		async streamFile(file) {
			let problem = null;
			const send = async (before, slice) => {
				try {
					const data = await slice;
					await before;
					if (!problem) {
						this.sendBlock(data);
						return;
					}
				} catch (e) {
					problem = problem || e;
				}
				this.inFlight--;
				this.proceed();
			};
			let sent = null;
			for (let at = 0; at < file.size && !problem; at += sliceBytes) {
				await this.room();
				if (this.stopped) {
					break;
				}
				this.inFlight++;
				sent = send(sent, file.slice(at, at + sliceBytes).arrayBuffer());
			}
			await sent;
			return problem;
		}

		sendBlock(data) {
			this.worker.postMessage({ type: "block", data }, [data]);
		}
	}

	// Host holds the engine in use and the functions that the interface calls.
	class Host {
		constructor(module, scriptURL, samples) {
			this.module = module;
			this.scriptURL = scriptURL;
			this.files = []; // of the last load
			this.memory = 0; // bytes of the engine's linear memory when it last answered
			this.api = {
				onmessage: () => {},
				oncrash: () => {},
				send: (json) => this.engine.worker.postMessage({ type: "request", json }),
				load: (json, files) => this.load(json, files),
				open: (json, files) => this.engine.open(json, Array.from(files)), // sends files that are no part of a load
				reread: (json) => this.engine.open(json, this.files), // sends the files of the load once more
				cancel: () => this.replaceEngine().ready,
				sample: () => samples,
				memory: () => this.memory,
				save,
				readRecord: (index, offset, length, encoding, callback) => {
					readRecord(this.files[index], offset, length, encoding)
						.then((text) => callback(text, ""), (e) => callback("", `${e.name}: ${e.message}`));
				},
			};
			this.replaceEngine();
		}

		replaceEngine() {
			if (this.engine) {
				this.engine.end();
			}
			this.memory = 0;
			this.engine = new Engine(this.module, this.scriptURL, this);
			return this.engine;
		}

		load(json, files) {
			if (this.engine.used) {
				this.replaceEngine();
			}
			this.files = Array.from(files);
			this.engine.used = true;
			this.engine.open(json, this.files);
		}
	}

	function save(name, type, bytes) {
		const url = URL.createObjectURL(new Blob([bytes], { type }));
		const a = document.createElement("a");
		a.href = url;
		a.download = name;
		a.click();
		// The browser reads the data some time after the click.
		setTimeout(() => URL.revokeObjectURL(url), 60_000);
	}

	async function readRecord(file, offset, length, encoding) {
		const bytes = await file.slice(offset, offset + Math.min(length, recordBytes)).arrayBuffer();
		return new TextDecoder(encoding || "utf-8").decode(bytes);
	}

	function runInterface(module) {
		const go = new Go();
		go.argv = ["presync", "ui"];
		WebAssembly.instantiate(module, go.importObject)
			.then((instance) => go.run(instance))
			.then(() => showFailure("stopped"), (e) => showFailure("stopped", String(e)));
	}

	async function boot() {
		if (typeof WebAssembly === "undefined" || typeof Worker === "undefined" ||
			typeof DecompressionStream === "undefined" || !WebAssembly.compileStreaming) {
			throw new BootError("unsupported");
		}
		const [module, runtime, worker, ...samples] = await Promise.all([
			fetchModule("presync.wasm.gz"),
			fetchText("wasm_exec.js"),
			fetchText("worker.js"),
			...sampleFiles.map(fetchSample),
		]);
		if (typeof Go === "undefined") {
			throw new BootError("missing", "wasm_exec.js");
		}
		await loaded();
		lock();
		const script = new Blob([runtime, "\n", worker], { type: "text/javascript" });
		const host = new Host(module, URL.createObjectURL(script), samples);
		globalThis.presyncHost = host.api;
		runInterface(module);
	}

	applyTheme();
	boot().catch((e) => showFailure(e.text || "broken", e.message));
})();
