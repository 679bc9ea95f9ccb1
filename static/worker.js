// Runs the engine. The page puts wasm_exec.js in front of this text and starts both as one Blob
// worker, so that the worker inherits the page's lock. The Go side (wasm/engine) finds the port as
// the global presyncPort and puts its receivers into it.
"use strict";

(() => {
	const waiting = []; // messages that came before the engine was ready
	let memory = null;
	let lastWords = ""; // what the Go runtime wrote to its error output: it does so only when it dies

	const port = {
		// Set by the engine: request(json), begin(stream), block(bytes), end(), broken(reason).
		request: null,
		begin: null,
		block: null,
		end: null,
		broken: null,
		// ready is called by the engine once the receivers are set.
		ready() {
			postMessage({ type: "ready" });
			for (const m of waiting.splice(0)) {
				deliver(m);
			}
		},
		// respond sends a response; data is an ArrayBuffer with the bytes of a finished file, or null.
		respond(json, data) {
			postMessage({ type: "response", json, data: data && new Uint8Array(data), memory: memory.buffer.byteLength },
				data ? [data] : []);
		},
		// taken says that a slice of a stream has been copied and the next may come; stop, that none is
		// wanted.
		taken(stream, stop) {
			postMessage({ type: "taken", stream, stop });
		},
	};

	function deliver(m) {
		switch (m.type) {
		case "request":
			port.request(m.json);
			break;
		case "begin":
			port.begin(m.stream);
			break;
		case "block":
			port.block(new Uint8Array(m.data));
			break;
		case "end":
			port.end();
			break;
		case "broken":
			port.broken(m.reason);
			break;
		}
	}

	function crash(detail) {
		const text = [detail, lastWords].filter(Boolean).join("\n");
		let kind = "exit";
		if (/out of memory|cannot allocate memory|allocation failed|memory access out of bounds/i.test(text)) {
			kind = "memory";
		} else if (/^(panic|fatal error):/m.test(text)) {
			kind = "panic";
		}
		postMessage({ type: "crash", kind, detail: text });
	}

	// Vecty, which the program contains for its other role, looks for a document when it is initialised.
	globalThis.document = {};

	async function start(module) {
		const decoder = new TextDecoder("utf-8");
		fs.writeSync = (fd, bytes) => {
			lastWords = (lastWords + decoder.decode(bytes, { stream: true })).slice(0, 65536);
			return bytes.length;
		};
		const go = new Go();
		go.argv = ["presync", "engine"];
		let code = 0;
		go.exit = (c) => { code = c; };
		try {
			const instance = await WebAssembly.instantiate(module, go.importObject);
			memory = instance.exports.mem;
			// The engine never returns. The Go runtime ends a panic and a lack of memory with an exit code.
			await go.run(instance);
			crash(`exit code ${code}`);
		} catch (e) {
			crash(String(e));
		}
	}

	onmessage = (e) => {
		if (e.data.type === "start") {
			start(e.data.module);
		} else if (port.request) {
			deliver(e.data);
		} else {
			waiting.push(e.data);
		}
	};

	globalThis.presyncPort = port;
})();
