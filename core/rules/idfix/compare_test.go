package idfix

import (
	"testing"

	"presync/core/message"
	"presync/core/rules"
)

// TestCompareNamesEverythingOnce: a finding of the profile entra stands under one
// reason at most, a row of IdFix under each reason once, and the two profiles
// agree on much.
func TestCompareNamesEverythingOnce(t *testing.T) {
	for _, set := range []string{"dev", "set-idfix-errors"} {
		s := load(t, "input.ldf", gunzip(t, set, "input.ldf"))
		entra := rules.Run(s, rules.Options{}, nil)
		for name, opt := range modes {
			opt.TopLevelDomains = accepted(t)
			r := Run(s, opt, nil)
			c := Compare(r, entra)
			findings := map[uint32]Reason{}
			for _, d := range c.Differences {
				limit := entra.Len()
				if d.Reason.OnlyIdFix() {
					limit = r.Len()
				}
				for n, i := range d.Items {
					if n > 0 && d.Items[n-1] > i || int(i) >= limit {
						t.Fatalf("%s %s: items of %s are out of order", set, name, d.Reason)
					}
					if other, twice := findings[i]; twice && !d.Reason.OnlyIdFix() {
						t.Errorf("%s %s: finding %d stands under %s and %s", set, name, i, other, d.Reason)
					}
					if !d.Reason.OnlyIdFix() {
						findings[i] = d.Reason
					}
				}
			}
			if c.Both < r.Len()/2 {
				t.Errorf("%s %s: only %d of %d rows are reported by both", set, name, c.Both, r.Len())
			}
		}
	}
}

// TestReasons runs the inputs that show a quirk each and looks for the reason that
// explains it.
func TestReasons(t *testing.T) {
	files := unzip(t, "quirks.zip")
	for _, c := range []struct {
		quirk  string
		mode   string
		reason Reason
	}{
		{"12-dup-not-across-attributes", "mt", AcrossAttributes},
		{"15-smtp-unanchored", "mt", SMTPInside},
		{"17-tld-stale", "mt", SuffixList},
		{"18-tld-idn", "dedicated", SuffixPattern},
		{"29-mt-mail-unchecked", "mt", MailUnchecked},
		{"30-mt-nick-chars-unchecked", "mt", NicknameUnchecked},
		{"33-d-target-blank-user", "dedicated", BlankTarget},
		{"11-dup-skipped-first", "mt", SkippedByIdFix},
		{"40-target-x500", "mt", OtherAddressType},
		{"41-proxy-nonsmtp-space", "mt", OtherAddressType},
		{"46-invalid-utf8", "mt", DuplicateBytes},
		{"48-d-filter", "dedicated", NotFound},
		{"49-d-nick-user-blank", "dedicated", BlankNickname},
	} {
		s := load(t, c.quirk, files[c.quirk+".ldf"])
		opt := modes[c.mode]
		opt.TopLevelDomains = accepted(t)
		cmp := Compare(Run(s, opt, nil), rules.Run(s, rules.Options{}, nil))
		got := false
		for _, d := range cmp.Differences {
			got = got || d.Reason == c.reason
		}
		if !got {
			t.Errorf("%s: %v has no %s", c.quirk, cmp, c.reason)
		}
	}
}

func TestReasonsHaveWords(t *testing.T) {
	for r := range reasonCount {
		if !message.English.Has(r.TitleID()) || !message.English.Has(r.TextID()) {
			t.Errorf("%s has no words", r)
		}
	}
}
