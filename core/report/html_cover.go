package report

import (
	"strings"

	"presync/core/message"
)

// cover says what was checked, when, and what the file holds.
func (p *page) cover() {
	d := p.doc
	p.put(`<header class="cover">
<p class="brand">presync</p>
<h1>%</h1>
<dl class="facts">
<div><dt>%</dt><dd>%</dd></div>
<div><dt>%</dt><dd>%</dd></div>
<div><dt>%</dt><dd>%</dd></div>
<div><dt>%</dt><dd>%</dd></div>
</dl>
`, t("html.heading"),
		t("html.made"), day(d.Made),
		t("html.profile"), word("html.profile.", d.Profile),
		t("html.read"), t("html.read.what", message.Num("files", len(d.Files)), message.Num("onprem", d.OnPrem.Objects), message.Num("cloud", d.Cloud.Objects)),
		t("html.level"), word("html.level.", string(d.Level)))
	if d.Masked {
		id := "html.masked"
		if d.KeepsDomains {
			id = "html.masked.domains"
		}
		p.put(`<p class="note">%</p>
`, t(id))
	} else {
		p.put(`<p class="note">%</p>
`, t("html.confidential"))
	}
	p.put("</header>\n")
	p.contents()
}

// contents lists the parts of the page.
func (p *page) contents() {
	p.put(`<nav class="contents" aria-label="%"><ul>
`, t("html.contents"))
	entry := func(id, title string, n int64) {
		count := ""
		if n >= 0 {
			count = number(n)
		}
		p.put(`<li><a href="#%">% <span class="n">%</span></a></li>
`, id, title, count)
	}
	entry("summary", t("html.summary"), -1)
	entry("basis", t("html.basis"), -1)
	if p.doc.Comparison != nil {
		entry("comparison", t("html.comparison"), -1)
	}
	entry("rules", t("html.rules"), int64(len(p.doc.Rules)))
	if len(p.doc.Outcomes) > 0 {
		entry("outcomes", t("html.outcomes"), int64(len(p.doc.Outcomes)))
	}
	for _, tab := range p.tables {
		entry(tab.id, tab.title, tab.total())
	}
	entry("about", t("html.about"), -1)
	p.put("</ul></nav>\n")
}

// summary is the state of the directory in figures and pictures.
func (p *page) summary() {
	d := p.doc
	p.section("summary", "", t("html.summary"))
	p.readiness()
	p.short()
	p.put(`<div class="pair">
`)
	var rows []bar
	for _, c := range d.Severities {
		rows = append(rows, bar{label: word("severity.", c.Key), class: severityClass(c.Key), n: c.N, objects: c.Objects})
	}
	p.bars("severities", []string{"html.facet.severity", "html.col.findings", "html.col.objects"}, rows)
	rows = nil
	for _, c := range d.Attributes {
		rows = append(rows, bar{label: c.Key, class: "name", n: c.N, objects: c.Objects})
	}
	p.bars("attributes", []string{"html.col.attribute", "html.col.findings", "html.col.objects"}, rows)
	p.put("</div>\n")
	rows = nil
	for _, o := range d.Outcomes {
		note := o.Row
		if o.Cloud {
			note += ", " + t("html.outcomes.cloud")
		}
		rows = append(rows, bar{label: o.Title, note: note, link: "outcome-" + o.Row, class: severityClass(o.Severity), n: o.N})
	}
	p.bars("foretold", []string{"html.col.outcome", "html.col.objects"}, rows)
	p.flow()
	p.endSection()
}

// readiness is the one figure, with its parts.
func (p *page) readiness() {
	r := p.doc.Readiness
	if r.InScope == 0 {
		p.put(`<p class="lead">%</p>
`, t("html.ready.nothing"))
		return
	}
	id := "html.ready.sentence"
	if p.doc.Cloud.Objects == 0 {
		id = "html.ready.sentence.alone"
	}
	p.put(`<div class="readiness">
<p class="figure">%</p>
<div><p class="lead">%</p>
`, message.Permille("", message.PermilleOf(r.Ready, r.InScope)).String(), t(id, message.Num("ready", r.Ready), message.Num("scope", r.InScope)))
	parts := []struct {
		id, class string
		n         int64
	}{{"ready", "ok", r.Ready - r.Warnings}, {"warnings", "warning", r.Warnings}, {"errors", "error", r.Errors}}
	p.put(`<svg class="stack" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">`)
	at := int64(0)
	for _, c := range parts {
		p.put(`<rect class="fill sev-%" x="%" y="0" width="%" height="24"/>`, c.class, share(at, r.InScope), share(c.n, r.InScope))
		at += c.n
	}
	p.put(`</svg>
<table class="figures"><caption class="hidden">%</caption><tbody>
`, t("html.ready.caption"))
	for _, c := range parts {
		p.put(`<tr><th scope="row"><span class="%"></span>%</th><td class="num">%</td></tr>
`, severityClass(c.class), t("html.ready."+c.id), number(c.n))
	}
	p.put(`</tbody></table></div></div>
`)
}

// bar is a row of a table whose last cell is a picture of its number.
type bar struct {
	label, note, link string
	class             string
	n, objects        int64
}

// bars writes a chart that is a table as well. The last of the columns is only shown
// where there is one for it.
func (p *page) bars(id string, columns []string, rows []bar) {
	if len(rows) == 0 {
		return
	}
	top := int64(1)
	for _, r := range rows {
		top = max(top, r.n)
	}
	p.put(`<div class="chart"><table><caption>%</caption><thead><tr><th scope="col">%</th>`, t("html.chart."+id), t(columns[0]))
	for _, c := range columns[1:] {
		p.put(`<th scope="col" class="num">%</th>`, t(c))
	}
	p.put(`<td class="track"></td></tr></thead><tbody>
`)
	for _, r := range rows {
		p.put(`<tr><th scope="row" class="%">`, r.class)
		if r.link != "" {
			p.put(`<a href="#%">%</a>`, r.link, r.label)
		} else {
			p.put(`%`, r.label)
		}
		if r.note != "" {
			p.put(` <small>%</small>`, r.note)
		}
		p.put(`</th><td class="num">%</td>`, number(r.n))
		if len(columns) > 2 {
			p.put(`<td class="num">%</td>`, number(r.objects))
		}
		p.put(`<td class="track"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="fill %" width="%" height="10"/></svg></td></tr>
`, r.class, share(r.n, top))
	}
	p.put("</tbody></table></div>\n")
}

// flow is where the on-premises objects go, as numbers.
func (p *page) flow() {
	titles := map[string]string{}
	for _, o := range p.doc.Outcomes {
		titles[o.Row] = o.Title
	}
	var rows []Flow
	for _, f := range p.doc.Flow {
		if f.Row != "" {
			rows = append(rows, f)
		}
	}
	if len(rows) == 0 {
		return
	}
	top := int64(1)
	for _, f := range rows {
		top = max(top, f.N)
	}
	p.put(`<div class="chart"><table><caption>%</caption><thead><tr><th scope="col">%</th><th scope="col">%</th><th scope="col" class="num">%</th><td class="track"></td></tr></thead><tbody>
`, t("html.chart.flow"), t("html.col.foretold"), t("html.col.fate"), t("html.col.objects"))
	for _, f := range rows {
		p.put(`<tr><th scope="row">%</th><td>%</td><td class="num">%</td><td class="track"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="fill" width="%" height="10"/></svg></td></tr>
`, titles[f.Row], f.Title, number(f.N), share(f.N, top))
	}
	p.put("</tbody></table></div>\n")
}

// basis is what the result rests on: files, settings, assumptions, and what could not
// be judged.
func (p *page) basis() {
	p.section("basis", "", t("html.basis"))
	p.files()
	p.remarks()
	p.settings()
	p.assumptions()
	p.notChecked()
	p.outOfScope()
	p.endSection()
}

func (p *page) files() {
	p.put(`<h3>%</h3>
<div class="wide"><table class="plain"><caption class="hidden">%</caption><thead><tr><th scope="col">%</th><th scope="col">%</th><th scope="col" class="num">%</th><th scope="col" class="num">%</th><th scope="col" class="num">%</th></tr></thead><tbody>
`, t("html.files"), t("html.files"), t("html.col.file"), t("html.col.side"), t("html.col.size"), t("html.col.objects"), t("html.col.skipped"))
	for _, f := range p.doc.Files {
		hash := t("html.no-hash")
		if f.SHA256 != "" {
			hash = f.SHA256
		}
		kind := []string{f.Kind, f.Encoding}
		if f.Delimiter != "" {
			kind = append(kind, word("ui.delimiter.", f.Delimiter))
		}
		p.put(`<tr><th scope="row"><b class="break">%</b><small>%</small><small class="hash">SHA-256 <span>%</span></small></th><td>%</td><td class="num">%</td><td class="num">%</td><td class="num">%</td></tr>
`, f.Name, strings.Join(kind, ", "), hash, word("ui.side.", f.Role), message.FormatSize(f.Size), number(f.Objects), number(f.Skipped))
	}
	p.put("</tbody></table></div>\n")
}

// remarks are what was noticed while the files were read.
func (p *page) remarks() {
	n := 0
	for _, f := range p.doc.Files {
		n += len(f.Diagnostics)
	}
	if n == 0 {
		return
	}
	p.put(`<h3>%</h3>
<ul class="remarks">
`, t("html.remarks"))
	for _, f := range p.doc.Files {
		for _, d := range f.Diagnostics {
			severity := map[string]string{"note": "info", "loss": "warning", "fatal": "error"}[d.Level]
			place := ""
			switch {
			case d.Line > 0 && d.Count > 1:
				place = t("ui.place.lines", message.Num("line", d.Line), message.Num("n", d.Count))
			case d.Line > 0:
				place = t("ui.place.line", message.Num("line", d.Line))
			case d.Count > 1:
				place = t("ui.place.times", message.Num("n", d.Count))
			}
			p.put(`<li class="%"><p><b>%</b> % %</p><p>%</p></li>
`, severityClass(severity), f.Name, d.Text, place, d.Advice)
		}
	}
	p.put("</ul>\n")
}

func (p *page) settings() {
	p.put(`<h3>%</h3>
<table class="plain"><caption class="hidden">%</caption><thead><tr><th scope="col">%</th><th scope="col">%</th></tr></thead><tbody>
`, t("html.settings"), t("html.settings"), t("html.col.setting"), t("html.col.says"))
	for _, s := range p.doc.Chosen {
		class := ""
		if s.Default {
			class = "default"
		}
		p.put(`<tr><th scope="row">%</th><td class="%">`, s.Name, class)
		for i, v := range s.Values {
			if i > 0 {
				p.put("<br>")
			}
			p.put("%", v)
		}
		p.put("</td></tr>\n")
	}
	p.put("</tbody></table>\n")
}

func (p *page) assumptions() {
	if len(p.doc.Assumptions) == 0 {
		return
	}
	p.put(`<h3>%</h3>
<table class="plain"><caption>%</caption><thead><tr><th scope="col">%</th><th scope="col" class="num">%</th></tr></thead><tbody>
`, t("html.assumptions"), t("html.assumptions.note"), t("html.col.assumption"), t("html.col.verdicts"))
	for _, a := range p.doc.Assumptions {
		p.put(`<tr><td>%</td><td class="num">%</td></tr>
`, a.Text, number(a.N))
	}
	p.put("</tbody></table>\n")
}

func (p *page) notChecked() {
	p.put(`<h3>%</h3>
`, t("html.unchecked"))
	if len(p.doc.NotChecked) == 0 {
		p.put(`<p>%</p>
`, t("html.unchecked.none"))
		return
	}
	p.put(`<table class="plain"><caption>%</caption><thead><tr><th scope="col">%</th><th scope="col">%</th><th scope="col" class="num">%</th></tr></thead><tbody>
`, t("html.unchecked.note"), t("html.col.rule"), t("html.col.why"), t("html.col.objects"))
	for _, n := range p.doc.NotChecked {
		p.put(`<tr><th scope="row"><b>%</b><small>%</small></th><td>%</td><td class="num">%</td></tr>
`, n.Rule, n.Title, n.Text, number(n.Objects))
	}
	p.put("</tbody></table>\n")
}

func (p *page) outOfScope() {
	if len(p.doc.OutOfScope) == 0 {
		return
	}
	p.put(`<h3>%</h3>
<table class="plain"><caption>%</caption><thead><tr><th scope="col">%</th><th scope="col" class="num">%</th></tr></thead><tbody>
`, t("html.scope"), t("html.scope.note"), t("html.col.reason"), t("html.col.objects"))
	for _, s := range p.doc.OutOfScope {
		p.put(`<tr><td>%</td><td class="num">%</td></tr>
`, s.Text, number(s.N))
	}
	p.put("</tbody></table>\n")
}

// about says what the file is and what it leaves out.
func (p *page) about() {
	p.section("about", "", t("html.about"))
	p.put(`<p>%</p>
<p>%</p>
`, t("html.about.file"), t("html.about.words"))
	p.put("<ul class=\"left-out\">\n")
	for _, tab := range p.tables {
		if left := tab.total() - tab.listed(); left > 0 {
			p.put("<li>%</li>\n", t("html.left-out", message.Text("table", tab.title), message.Num("listed", tab.listed()),
				message.Num("all", tab.total()), message.Num("left", left)))
		}
	}
	for _, id := range p.leftOut() {
		p.put("<li>%</li>\n", t(id))
	}
	p.put("</ul>\n")
	p.endSection()
}

// leftOut names what the level of the report and its masks keep out of it.
func (p *page) leftOut() []string {
	var ids []string
	switch p.doc.Level {
	case LevelSummary:
		ids = append(ids, "html.left-out.rows")
	case LevelFindings:
		ids = append(ids, "html.left-out.verdicts")
	}
	if p.doc.Masked {
		ids = append(ids, "html.left-out.masked")
	}
	if len(ids) == 0 && len(p.tables) > 0 {
		all := true
		for _, tab := range p.tables {
			all = all && tab.listed() == tab.total()
		}
		if all {
			ids = append(ids, "html.left-out.nothing")
		}
	}
	return ids
}
