// Runs a Go test binary. Files are read from the local server by synchronous requests, which a
// worker may make; everything that writes, but for the standard outputs, is refused.
"use strict";

const request = (method, url, body) => {
	const x = new XMLHttpRequest();
	x.open(method, url, false);
	x.responseType = "arraybuffer";
	x.send(body);
	return x;
};
const json = (x) => JSON.parse(new TextDecoder().decode(x.response));

const failure = (code) => Object.assign(new Error(code), { code });
const refuse = (...args) => args.at(-1)(failure("EROFS"));

const start = json(request("GET", "start"));

// absolute makes a path absolute and removes "." and "..".
function absolute(path) {
	const parts = [];
	for (const part of (path.startsWith("/") ? path : `${start.cwd}/${path}`).split("/")) {
		if (part === "..") {
			parts.pop();
		} else if (part && part !== ".") {
			parts.push(part);
		}
	}
	return `/${parts.join("/")}`;
}

const fileURL = (path) => `file?path=${encodeURIComponent(absolute(path))}`;

function entry(path) {
	const x = request("GET", `${fileURL(path)}&stat=1`);
	if (x.status !== 200) {
		throw failure("ENOENT");
	}
	return json(x);
}

function stat({ dir, size, modified }) {
	return {
		dev: 1, ino: 0, mode: dir ? 0o040555 : 0o100444, nlink: 1, uid: 0, gid: 0, rdev: 0, size,
		blksize: 4096, blocks: Math.ceil(size / 512), atimeMs: modified, mtimeMs: modified, ctimeMs: modified,
		isDirectory: () => dir,
	};
}

// answer calls back with the result of f, or with what it throws.
function answer(callback, f) {
	let result;
	try {
		result = f();
	} catch (e) {
		callback(e);
		return;
	}
	callback(null, result);
}

const opened = new Map();
let nextFD = 3;

function file(fd) {
	const f = opened.get(fd);
	if (!f) {
		throw failure("EBADF");
	}
	return f;
}

function open(path, flags) {
	if (flags & 3) {
		throw failure("EROFS");
	}
	const e = entry(path);
	const f = { entry: e, bytes: new Uint8Array(), at: 0 };
	if (!e.dir) {
		const x = request("GET", fileURL(path));
		if (x.status !== 200) {
			throw failure("ENOENT");
		}
		f.bytes = new Uint8Array(x.response);
	}
	opened.set(nextFD, f);
	return nextFD++;
}

function read(fd, buffer, offset, length, position) {
	const f = file(fd);
	if (f.entry.dir) {
		throw failure("EISDIR");
	}
	const at = position ?? f.at;
	const part = f.bytes.subarray(at, at + length);
	buffer.set(part, offset);
	if (position === null) {
		f.at += part.length;
	}
	return part.length;
}

function writeSync(fd, bytes) {
	request("POST", "output", bytes.slice());
	return bytes.length;
}

globalThis.fs = {
	constants: { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536 },
	writeSync,
	write: (fd, buffer, offset, length, position, callback) =>
		answer(callback, () => writeSync(fd, buffer.subarray(offset, offset + length))),
	open: (path, flags, mode, callback) => answer(callback, () => open(path, flags)),
	close: (fd, callback) => answer(callback, () => void opened.delete(fd)),
	read: (fd, buffer, offset, length, position, callback) =>
		answer(callback, () => read(fd, buffer, offset, length, position)),
	fstat: (fd, callback) => answer(callback, () => stat(file(fd).entry)),
	stat: (path, callback) => answer(callback, () => stat(entry(path))),
	lstat: (path, callback) => answer(callback, () => stat(entry(path))),
	readdir: (path, callback) => answer(callback, () => entry(path).names ?? []),
	fsync: (fd, callback) => callback(null),
	readlink: (path, callback) => callback(failure("EINVAL")),
	chmod: refuse, chown: refuse, fchmod: refuse, fchown: refuse, ftruncate: refuse, lchown: refuse, link: refuse,
	mkdir: refuse, rename: refuse, rmdir: refuse, symlink: refuse, truncate: refuse, unlink: refuse, utimes: refuse,
};
globalThis.path = { resolve: (...parts) => absolute(parts.join("/")) };
globalThis.process = {
	pid: 1, ppid: 1, getuid: () => 0, getgid: () => 0, geteuid: () => 0, getegid: () => 0, getgroups: () => [],
	umask: () => 0o022,
	cwd: () => start.cwd,
	chdir: (path) => { start.cwd = absolute(path); },
};

// Vecty looks for a document when it is initialised; tests that link it draw nothing.
globalThis.document = {};

importScripts("wasm_exec.js");

const exit = (code) => request("POST", `exit?code=${code}`);

(async () => {
	const go = new Go();
	go.argv = start.argv;
	go.env = { PWD: start.cwd };
	go.exit = exit;
	try {
		const { instance } = await WebAssembly.instantiateStreaming(fetch("program.wasm"), go.importObject);
		await go.run(instance);
	} catch (e) {
		writeSync(2, new TextEncoder().encode(`${e.stack ?? e}\n`));
		exit(2);
	}
})();
