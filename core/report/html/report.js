"use strict";

// The rows of each table lie as text in noscript elements. This script takes them from
// there, narrows and orders them, and makes elements of those on one page only.
(() => {
	const pageRows = 100;
	const longValue = 300; // characters
	const printRows = 20000; // more would take a browser minutes
	const config = JSON.parse(document.getElementById("config").textContent);
	const text = (id, args = {}) => config.texts[id].replace(/\{(\w+)\}/g, (_, name) => args[name]);
	const group = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

	const element = (tag, attributes = {}, ...children) => {
		const e = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (name.startsWith("on")) {
				e.addEventListener(name.slice(2), value);
			} else if (value !== false) {
				e.setAttribute(name, value === true ? "" : value);
			}
		}
		e.append(...children);
		return e;
	};

	// The text of markup in which no value holds a "<": that of a cell to order by, or of a row to
	// search in.
	const plain = (markup) => markup.replace(/<[^>]*>/g, " ").toLowerCase();
	const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

	class Table {
		constructor(id, settings) {
			this.id = id;
			this.settings = settings;
			this.section = document.getElementById(id);
			this.rows = []; // markup, without the "<tr" that it begins with
			this.codes = []; // for each row the place of its value in each facet
			for (const e of this.section.querySelectorAll("noscript")) {
				const markup = e.textContent;
				for (const row of markup.slice(markup.indexOf("<tbody>"), markup.lastIndexOf("</tbody>")).split("<tr").slice(1)) {
					this.rows.push(row);
					this.codes.push(row.slice(9, row.indexOf('"', 9)).split(" ").map(Number));
				}
			}
			this.chosen = settings.facets.map(() => -1);
			this.columns = []; // texts to order by, once they are needed
			this.needle = "";
			this.column = -1;
			this.down = false;
			this.page = 0;
			this.explained = false;
			if (this.rows.length > 0) {
				this.build();
				this.narrow();
			}
		}

		build() {
			this.search = element("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => this.typed() });
			this.selects = this.settings.facets.map((f, i) => element("select", { onchange: (e) => this.choose(i, Number(e.target.value)) },
				element("option", { value: "-1" }, text("all")),
				...f.labels.map((label, code) => ({ label, code })).sort((a, b) => (f.counts[b.code] - f.counts[a.code]))
					.map(({ label, code }) => element("option", { value: code }, `${label || "–"} (${group(f.counts[code])})`))));
			const bar = element("div", { class: "bar" },
				element("label", { class: "search" }, text("search"), this.search),
				...this.settings.facets.map((f, i) => element("label", {}, f.label, this.selects[i])),
				element("button", { type: "button", onclick: () => this.clear() }, text("clear")));
			this.orders = this.settings.columns.map((name, i) => element("button", { type: "button", onclick: () => this.order(i) }, name));
			this.heads = this.orders.map((button) => element("th", { scope: "col" }, button));
			this.body = element("tbody");
			this.caption = element("caption", { class: "hidden" }, this.settings.title);
			const table = element("table", { class: "rows " + this.id }, this.caption,
				element("thead", {}, element("tr", {}, ...this.heads)), this.body);
			this.count = element("span", { class: "count", role: "status" });
			this.where = element("span");
			this.previous = element("button", { type: "button", onclick: () => this.turn(-1) }, text("previous"));
			this.next = element("button", { type: "button", onclick: () => this.turn(1) }, text("next"));
			this.all = element("button", { type: "button", "aria-pressed": "false", onclick: () => this.explainAll() }, text("expand"));
			this.all.hidden = this.id !== "findings";
			this.section.append(bar, element("div", { class: "pages" }, this.count, this.all), element("div", { class: "wide" }, table),
				element("div", { class: "pages" }, this.where, this.previous, this.next));
		}

		typed() {
			clearTimeout(this.timer);
			this.timer = setTimeout(() => {
				this.needle = this.search.value.trim().replace(/[&<>"']/g, (c) => escapes[c]).toLowerCase();
				this.narrow();
			}, 150);
		}

		choose(facet, code) {
			this.chosen[facet] = code;
			this.selects[facet].value = code;
			this.narrow();
		}

		clear() {
			clearTimeout(this.timer);
			this.search.value = this.needle = "";
			this.chosen.fill(-1);
			this.selects.forEach((s) => { s.value = -1; });
			this.narrow();
		}

		// only shows the rows with one value of one facet.
		only(name, key) {
			this.clear();
			const i = this.settings.facets.findIndex((f) => f.name === name);
			const code = this.settings.facets[i].keys.indexOf(key);
			if (code >= 0) {
				this.choose(i, code);
			}
			this.section.scrollIntoView();
			this.selects[i].focus({ preventScroll: true });
		}

		order(column) {
			if (this.column !== column) {
				[this.column, this.down] = [column, false];
			} else if (!this.down) {
				this.down = true;
			} else {
				[this.column, this.down] = [-1, false];
			}
			this.heads.forEach((th, i) => {
				if (i === this.column) {
					th.setAttribute("aria-sort", this.down ? "descending" : "ascending");
				} else {
					th.removeAttribute("aria-sort");
				}
				this.orders[i].title = i === this.column ? text(this.down ? "descending" : "ascending") : "";
			});
			this.narrow();
		}

		// narrow finds the rows to show, in their order, and shows the first page of them.
		narrow() {
			const wanted = this.chosen.map((code, i) => [i, code]).filter(([, code]) => code >= 0);
			if (this.needle && !this.plain) {
				this.plain = this.rows.map((row) => plain(row.slice(row.indexOf(">") + 1)));
			}
			this.found = [];
			for (let n = 0; n < this.rows.length; n++) {
				const codes = this.codes[n];
				if (wanted.every(([i, code]) => codes[i] === code) && (!this.needle || this.plain[n].includes(this.needle))) {
					this.found.push(n);
				}
			}
			if (this.column >= 0) {
				const keys = this.keys(this.column);
				const sign = this.down ? -1 : 1;
				this.found.sort((a, b) => keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b);
			}
			this.page = 0;
			this.paint();
		}

		// keys are the texts of a column, by which rows are ordered.
		keys(column) {
			this.columns[column] ??= this.rows.map((row) => {
				let at = 0;
				for (let i = 0; i <= column; i++) {
					at = row.indexOf("<td", at) + 3;
				}
				const end = row.indexOf("<td", at);
				return plain(row.slice(row.indexOf(">", at) + 1, end < 0 ? row.length : end)).trim();
			});
			return this.columns[column];
		}

		turn(by) {
			this.page += by;
			this.paint();
			this.section.scrollIntoView();
		}

		paint() {
			const pages = Math.max(1, Math.ceil(this.found.length / pageRows));
			this.show(this.found.slice(this.page * pageRows, (this.page + 1) * pageRows));
			this.count.textContent = this.found.length ? text("of", { n: group(this.found.length), all: group(this.rows.length) }) : text("none");
			this.where.textContent = text("page", { n: group(this.page + 1), all: group(pages) });
			this.previous.disabled = this.page === 0;
			this.next.disabled = this.page + 1 >= pages;
		}

		// show makes elements of rows. Their markup was escaped when the report was written, and the
		// page's policy lets nothing in it run.
		show(rows) {
			const markup = "<table><tbody>" + rows.map((n) => "<tr" + this.rows[n]).join("") + "</tbody></table>";
			const made = [...new DOMParser().parseFromString(markup, "text/html").querySelectorAll("tr")];
			this.body.replaceChildren(...made);
			for (const value of this.body.querySelectorAll("q")) {
				if (value.textContent.length > longValue) {
					value.tabIndex = 0; // it scrolls
				}
			}
			if (this.id === "findings") {
				made.forEach((tr, i) => this.addExplainer(tr, rows[i]));
			}
		}

		addExplainer(tr, n) {
			const button = element("button", { type: "button", class: "explainer", "aria-expanded": "false" }, text("more"));
			button.addEventListener("click", () => this.explain(tr, button, n));
			tr.cells[3].append(button);
			if (this.explained) {
				this.explain(tr, button, n);
			}
		}

		explainAll() {
			this.explained = !this.explained;
			this.all.textContent = text(this.explained ? "collapse" : "expand");
			this.all.setAttribute("aria-pressed", this.explained);
			this.paint();
		}

		// explain opens or closes what there is to know about the rule of a row and about the other
		// holders of its value.
		explain(tr, button, n) {
			const open = button.getAttribute("aria-expanded") === "true";
			button.setAttribute("aria-expanded", !open);
			if (open) {
				tr.nextSibling.remove();
				return;
			}
			const cell = element("td", { colspan: tr.cells.length });
			const rule = document.querySelector(tr.querySelector("a").hash);
			for (const e of rule.querySelectorAll(":scope > :not(.line)")) {
				const copy = e.cloneNode(true);
				cell.append(copy.tagName === "H3" ? element("p", {}, element("b", {}, copy.firstChild)) : copy);
			}
			const holders = this.holders(tr.dataset.g, n);
			if (holders.length > 0) {
				cell.append(element("p", {}, text("same")), element("ul", {}, ...holders.map((dn) => element("li", {}, dn))));
			}
			tr.after(element("tr", { class: "explain" }, cell));
		}

		holders(duplicate, n) {
			const mark = `data-g="${duplicate}"`;
			const others = duplicate ? this.rows.filter((row, i) => i !== n && row.slice(0, row.indexOf(">")).includes(mark)) : [];
			return others.map((row) => new DOMParser().parseFromString("<table><tr" + row + "</table>", "text/html").querySelector("td i").textContent);
		}

		// print shows all rows that were found, for as long as the page is printed.
		print() {
			this.show(this.found.slice(0, printRows));
			if (this.found.length > printRows) {
				this.count.textContent = text("print", { n: group(printRows), all: group(this.found.length) });
			}
			this.where.textContent = "";
			// Buttons are not painted where a head is repeated on the next page.
			this.heads.forEach((th, i) => th.replaceChildren(this.settings.columns[i]));
		}

		printed() {
			this.heads.forEach((th, i) => th.replaceChildren(this.orders[i]));
			this.paint();
		}
	}

	const tables = Object.entries(config.tables).map(([id, settings]) => new Table(id, settings));
	const shown = tables.filter((t) => t.rows.length > 0);
	for (const button of document.querySelectorAll("button[data-table]")) {
		const table = shown.find((t) => t.id === button.dataset.table);
		button.hidden = !table;
		button.addEventListener("click", () => table.only(button.dataset.facet, button.dataset.key));
	}
	addEventListener("beforeprint", () => shown.forEach((t) => t.print()));
	addEventListener("afterprint", () => shown.forEach((t) => t.printed()));
})();
