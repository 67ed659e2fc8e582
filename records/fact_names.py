"""The fact vocabulary: every name a check may yield and a rule may read, with its kind of subject, type and meaning.

A test fails when a fact here is not yielded by a check or not read by a rule, message, cause or evidence list.
"""

from __future__ import annotations

from dataclasses import dataclass

from records.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class FactName:
    """One word of the vocabulary; `type` is str, int, bool or date as text."""

    name: str
    kind: SubjectKind
    type: str
    meaning: str


_S, _C, _E, _A = SubjectKind.SITE, SubjectKind.COLUMN, SubjectKind.ENTRY, SubjectKind.ATTACHMENT
_P, _H = SubjectKind.PAGE, SubjectKind.HOST
_T, _V, _I = SubjectKind.TASK, SubjectKind.EVENT, SubjectKind.PLAN_ITEM

FACTS: tuple[FactName, ...] = (
    # ---- site
    FactName(
        "home_answered", _S, "bool", "the home page opened within its tries; a wall is unknown (blocked)"
    ),
    FactName("home_tries", _S, "int", "how often the home page was asked for"),
    FactName("home_error", _S, "str", "the last failure's short name, empty when it opened"),
    FactName(
        "probe_count", _S, "int", "availability probes that count; unknown (probing_off) unless probing is on"
    ),
    FactName(
        "probe_bad_permille", _S, "int", "probes in 1000 that failed or took 15 s; unknown below 130 probes"
    ),
    FactName(
        "home_newest_on",
        _S,
        "date",
        "newest certain date in the home page's own listings (else second level)",
    ),
    FactName(
        "home_newest_days", _S, "int", "days from home_newest_on to the day of judging (never past the crawl)"
    ),
    FactName("portal_found", _S, "bool", "a portal was recognised; unknown when the crawl was not complete"),
    FactName(
        "portal_entry_visible_count", _S, "int", "visible links to the portal on the home page, any name"
    ),
    FactName("portal_entry_hidden_count", _S, "int", "links to the portal that are certainly hidden"),
    FactName("portal_entry_text", _S, "str", "text of the best visible link to the portal"),
    FactName("portal_entry_name_is_standard", _S, "bool", "one visible link's text is exactly 政府信息公开"),
    FactName(
        "portal_host_kind",
        _S,
        "str",
        "own | parent | separate, empty without a portal; unknown where only a person can tell",
    ),
    FactName("portal_host", _S, "str", "host of the portal"),
    FactName(
        "blank_columns", _S, "int", "columns without content; unknown when unread ones could reach the limit"
    ),
    FactName("blank_column_names", _S, "str", "their names, joined by 、, at most 12"),
    FactName(
        "portal_search", _S, "str", "found | missed | absent; unknown (search_not_triable) for POST or script"
    ),
    FactName("portal_search_query", _S, "str", "the known title that was searched for"),
    FactName(
        "stale_prompt_columns", _S, "int", "news columns > 14 d plus first-level notices/documents > 6 months"
    ),
    FactName("stale_other_columns", _S, "int", "other columns with a period that are past it"),
    FactName("stale_column_names", _S, "str", "names of both, joined by 、, at most 12"),
    FactName("documents", _S, "int", "documents below 法定主动公开内容"),
    FactName("documents_with_index_number", _S, "int", "those of them that show an index number anywhere"),
    FactName(
        "as_of", _S, "date", "the day ages and deadlines run to: the earlier of today and the crawl day"
    ),
    FactName("tags_missing_everywhere", _S, "str", "required tags that a whole template lacks"),
    FactName(
        "website_report_due", _S, "bool", "31 January has passed: last year's report of the website is due"
    ),
    FactName("website_report_year", _S, "int", "the year it is about"),
    FactName(
        "website_report_linked",
        _S,
        "bool",
        "a link of the home page names or reaches it; unknown (ambiguous) when a link without a year may",
    ),
    # ---- column (a subject exists for every required catalogue item and for every column found)
    FactName("column_code", _C, "str", "catalogue code, empty for a column that maps to none"),
    FactName(
        "required",
        _C,
        "bool",
        "the profile or the named plan requires it, and the site file does not exclude it",
    ),
    FactName("required_by", _C, "str", "profile | plan | empty"),
    FactName(
        "places",
        _C,
        "int",
        "places where it was found; unknown (cut_short …) when none and the crawl is incomplete",
    ),
    FactName(
        "found_count",
        _C,
        "int",
        "as places, but unknown (lookalike, basis_unconfirmed) when none and it may exist",
    ),
    FactName("lookalikes", _C, "str", "names of columns that could be it, joined by 、"),
    FactName("standard_name", _C, "str", "the catalogue's name"),
    FactName("found_name", _C, "str", "name as printed at its best place"),
    FactName("name_is_fixed", _C, "bool", "the catalogue fixes the name"),
    FactName("name_is_standard", _C, "bool", "the best place prints the standard name"),
    FactName(
        "has_standard_parent",
        _C,
        "bool",
        "the site has a portal, and the catalogue says where in it the column should stand",
    ),
    FactName("parent_name", _C, "str", "the standard parent's name"),
    FactName("found_path", _C, "str", "where it was found, names joined by ' › '"),
    FactName(
        "under_standard_parent",
        _C,
        "bool",
        "one place lies below the standard parent (in the portal, if that parent exists nowhere)",
    ),
    FactName("differing_places", _C, "int", "places of the same column whose content differs; 0 or 1 = none"),
    FactName("places_text", _C, "str", "the paths of those places, joined by ； "),
    FactName("has_own_page", _C, "bool", "it has an address of its own (not a mere heading)"),
    FactName(
        "link_answers", _C, "bool", "its address answers with a document; unknown for walls and single tries"
    ),
    FactName("link_error", _C, "str", "the failure's short name, empty when it answers"),
    FactName(
        "content_items",
        _C,
        "int",
        "entries in it and in the columns below it; unknown when lists were unread",
    ),
    FactName("text_chars", _C, "int", "characters of its own content area, the most at any of its places"),
    FactName("absence_noted", _C, "bool", "an explanatory note stands in place of content"),
    FactName("below_statutory", _C, "bool", "stands below 法定主动公开内容"),
    FactName("focus_kind", _C, "str", "disclosure | news | party | picture, by name and kind of content"),
    FactName(
        "newest_on",
        _C,
        "date",
        "newest certain date up to as_of, with columns below; unknown if past the period and newer may be unseen",
    ),
    FactName(
        "newest_days", _C, "int", "days from newest_on to as_of; unknown (no_date) when no entry is dated"
    ),
    FactName("has_period", _C, "bool", "the catalogue or the settings give it an updating period"),
    FactName("period_days", _C, "int", "that period in days (0 when none)"),
    FactName("period_is_binding", _C, "bool", "the period comes from a law, the named plan or the settings"),
    FactName("is_news_column", _C, "bool", "a column of news, by its item or its name in the navigation"),
    FactName("is_event_column", _C, "bool", "its entries follow events (人事任免 …), not a rhythm"),
    FactName("year_entries", _C, "int", "entries with creation evidence in the fullest recent year"),
    FactName("burst_year", _C, "int", "the calendar year (UTC+8) of the burst, 0 when none"),
    FactName(
        "burst_percent",
        _C,
        "int",
        "largest share of that year's entries known to be created within 7 days, in percent",
    ),
    FactName("is_periodic", _C, "bool", "a column with a period that is not one of events"),
    FactName("figures_due", _C, "bool", "penalties column, and last year's enforcement figures are due"),
    FactName(
        "enforcement_figures_found", _C, "int", "items anywhere on the site with last year's 行政执法总体情况"
    ),
    FactName("due_year", _C, "int", "the year whose item is due (last year; this year for the budget)"),
    FactName("missing_year", _C, "int", "a year without item though a later year's stands there; 0 = none"),
    FactName(
        "due_year_missing", _C, "bool", "the usual month has passed and the due year's item is not there"
    ),
    FactName(
        "late_after_approval_days",
        _C,
        "int",
        "largest publication minus shown 批复 date; 0 when not shown or in time",
    ),
    FactName("late_item", _C, "str", "title of that item"),
    FactName(
        "elements_missing",
        _C,
        "str",
        "required elements of which no wording was found, joined by 、; unknown when part of the text was not read",
    ),
    FactName("elements_found", _C, "str", "those whose wording was found, joined by 、"),
    FactName("standard_binds", _C, "bool", "the body is a county one: the grass-roots standard binds it"),
    FactName("old_rule_signs", _C, "str", "signs of the regulation of 2007 in the guide, joined by 、"),
    FactName(
        "changed_on", _C, "date", "newest day of making or change that the guide's page, list or text name"
    ),
    FactName("changed_days", _C, "int", "days from changed_on to as_of"),
    FactName("proposals_year", _C, "int", "the last full year"),
    FactName("summaries_found", _C, "int", "items anywhere that sum up that year's proposals"),
    FactName("replies_found", _C, "int", "replies to proposals of that year anywhere"),
    FactName("report_due", _C, "bool", "annual report column, and last year's report is due"),
    FactName("report_due_year", _C, "int", "the year that report is about; 0 for other columns"),
    FactName(
        "report_missing",
        _C,
        "bool",
        "no report of that year anywhere; unknown (ambiguous) for a content page",
    ),
    FactName("report_published_on", _C, "date", "the first day it shows; 31 January when there is none"),
    FactName("report_days_late", _C, "int", "days from 31 January to that day, 0 when in time or missing"),
    FactName(
        "report_years_missing",
        _C,
        "str",
        "years without a report between the first since 2008 and the newest, joined by 、",
    ),
    # ---- entry
    FactName(
        "is_document",
        _E,
        "bool",
        "a 文号, or a header with two of index number, publisher, document number, formed on",
    ),
    FactName(
        "document_below_statutory",
        _E,
        "bool",
        "below 法定主动公开内容, a document or like one among numbered ones: it must carry an index number",
    ),
    FactName(
        "index_number_shown",
        _E,
        "bool",
        "page, list or metadata shows one, well-formed or not; unknown for unread pages below 法定主动公开内容 only",
    ),
    FactName("index_number", _E, "str", "the number as shown, empty when none"),
    FactName(
        "index_form",
        _E,
        "str",
        "ok | null_serial | full_width | inner_blank | title | document_number | other",
    ),
    FactName("code_state", _E, "str", "none | valid | check_failed | check_failed_house | org_failed"),
    FactName(
        "code_owner",
        _E,
        "str",
        "own | other | none (also when its check fails); unknown when the site's own code is not known",
    ),
    FactName("index_code", _E, "str", "the code part, empty when none"),
    FactName("is_reprint", _E, "bool", "a source mark names another body"),
    FactName("index_year", _E, "int", "the year part (0 when the form has none)"),
    FactName(
        "scheme_year",
        _E,
        "int",
        "the year the site's scheme means for this entry; unknown scheme_unknown, no_date",
    ),
    FactName("has_index_year", _E, "bool", "the form has a year part"),
    FactName(
        "same_number_documents",
        _E,
        "int",
        "different documents that carry the same full number, itself included; 0 without a full number",
    ),
    FactName("same_number_other", _E, "str", "title of another of them"),
    FactName(
        "number_sources_differ",
        _E,
        "bool",
        "list, page and metadata show different numbers (tails compared as tails)",
    ),
    FactName("number_sources", _E, "str", "the numbers with their source, joined by ； "),
    FactName(
        "serial_behind_days",
        _E,
        "int",
        "how many days earlier documents with such a serial were published; 0 = in order, or too few to tell",
    ),
    FactName(
        "date_shown",
        _E,
        "bool",
        "list or page shows a date; unknown when the page was not read and no list does",
    ),
    FactName("published_on", _E, "date", "the shown publication date"),
    FactName("days_ahead", _E, "int", "days from today to the shown date (negative or 0: not in the future)"),
    FactName("both_dates", _E, "bool", "list and page both show a date"),
    FactName("list_page_gap_days", _E, "int", "absolute difference of list and page date in days"),
    FactName("listed_on", _E, "date", "the list's date"),
    FactName(
        "creation_known",
        _E,
        "bool",
        "address or response tells when it was created, outside migration windows",
    ),
    FactName("created_on", _E, "date", "that day (UTC+8)"),
    FactName("created_after_shown_days", _E, "int", "days from the shown date to created_on"),
    FactName(
        "bound_by_20_days",
        _E,
        "bool",
        "a document below 法定主动公开内容, no enforcement decision, no reprint, not formed before May 2008",
    ),
    FactName("formed_on", _E, "date", "成文日期, the day the document was made"),
    FactName(
        "working_days_taken",
        _E,
        "int",
        "working days from 成文日期 to 发布日期; unknown no_formed_date, no_date",
    ),
    FactName(
        "working_days_approximate",
        _E,
        "bool",
        "a year without announced holiday calendar was counted by weekdays",
    ),
    FactName(
        "enforcement_kind",
        _E,
        "str",
        "none | decision (permit or penalty) | other (another enforcement decision)",
    ),
    FactName("decided_on", _E, "date", "date of the decision; unknown no_decision_date"),
    FactName("working_days_since_decision", _E, "int", "working days from decision to publication"),
    FactName("has_document_page", _E, "bool", "its own page was read and is the page of one document"),
    FactName(
        "publisher_shown",
        _E,
        "bool",
        "header or list name a publisher or a source, or metadata do and no label stands there empty",
    ),
    FactName("publisher_in_metadata", _E, "str", "publisher or source as metadata have it, empty when none"),
    FactName(
        "body_state",
        _E,
        "str",
        "text | attachment | embedded | picture | empty; unknown where no content area is known or scripts fill it",
    ),
    FactName(
        "same_text_documents", _E, "int", "documents of one title, date and text at different addresses"
    ),
    FactName("same_text_other", _E, "str", "address of another of them"),
    FactName("document_number", _E, "str", "the document number as shown, empty when none"),
    FactName(
        "document_number_form",
        _E,
        "str",
        "none | ok | brackets | ordinal | leading_zero | year | no_sign; unknown for what is no such number",
    ),
    FactName("is_consultation", _E, "bool", "asks the public for comments; notices of results do not"),
    FactName(
        "consultation_days", _E, "int", "days for comments, both ends included; unknown when none are named"
    ),
    FactName("consultation_ends", _E, "date", "the last day for comments"),
    FactName(
        "consultation_binds",
        _E,
        "str",
        "decision: calls itself a major decision; market: its title names market entities; else empty",
    ),
    FactName("shorter_for_reason", _E, "bool", "states a reason for a shorter time"),
    FactName("answers", _E, "int", "later notices of how the comments were used, its own text included"),
    FactName("answer_days", _E, "int", "days from the end to the first of them, to as_of when there is none"),
    FactName("hiring_kind", _E, "str", "civil | institution: publicity of proposed hires; else none"),
    FactName("publicity_days", _E, "int", "working days of that publicity as stated or counted"),
    FactName("publicity_approximate", _E, "bool", "counted by weekdays where no calendar is announced"),
    FactName("is_service_guide", _E, "bool", "a service guide not older than the standard of 2019-06-03"),
    FactName("guide_lacks", _E, "str", "elements of a service guide of which no wording was found"),
    FactName("county_body", _E, "bool", "the body is a county one"),
    # ---- task and event: names of the site file
    FactName("task_items", _T, "int", "items that name the task in title or recent text"),
    FactName("task_newest_on", _T, "date", "day of the newest of them"),
    FactName("task_newest_days", _T, "int", "days from then to as_of"),
    FactName("event_items", _V, "int", "items that name the event in title or recent text"),
    FactName("event_newest_on", _V, "date", "day of the newest of them"),
    FactName("event_newest_days", _V, "int", "days from then to as_of"),
    # ---- item of the work plan, from the findings of the rules that serve it
    FactName("item_kind", _I, "str", "machine | partly | person: how far a machine can see it kept"),
    FactName("item_fails", _I, "int", "findings of the rules that serve it: fail"),
    FactName("item_reviews", _I, "int", "the same: review"),
    FactName("item_unchecked", _I, "int", "the same: 0, unknown when something was not looked at"),
    FactName("item_rules", _I, "str", "rules with findings about it, joined by 、"),
    FactName("item_promise", _I, "str", "the words of the plan"),
    FactName(
        "is_normative",
        _E,
        "bool",
        "a normative document of this body: column, own document number, and form leave no doubt",
    ),
    FactName("validity_kind", _E, "str", "valid | ended | other | none, as header or title say"),
    FactName("validity_text", _E, "str", "the validity as printed"),
    FactName("validity_practice", _E, "str", "some | none: normative documents of the site that show one"),
    FactName("validity_ends_on", _E, "date", "last day of the period its own text states; unknown no_date"),
    FactName(
        "days_past_end",
        _E,
        "int",
        "days since that day, 0 without such a statement; unknown where statements or an extension differ",
    ),
    FactName("repealed", _E, "bool", "a later notice or document on the site repeals it"),
    FactName("repeal_notice", _E, "str", "that notice, empty when none"),
    FactName(
        "interpretation_due",
        _E,
        "bool",
        "a normative document in force since interpretations are required, past the days allowed",
    ),
    FactName(
        "interpretations",
        _E,
        "int",
        "interpretations by title, number or link; unknown where only a similar title, or not all was seen",
    ),
    FactName("pair_known", _E, "bool", "one of them certainly is its interpretation, by title or number"),
    FactName("interpretation_title", _E, "str", "the first such interpretation"),
    FactName("interpretation_on", _E, "date", "the day it was published"),
    FactName(
        "working_days_to_interpretation", _E, "int", "working days from the document's publication to it"
    ),
    FactName("interpretation_approximate", _E, "bool", "those were counted by weekdays"),
    FactName("links_to_interpretation", _E, "bool", "the document's page links to one of them"),
    FactName("interpretation_links_back", _E, "bool", "one of them links to the document's page"),
    FactName(
        "interprets_in_text", _E, "bool", "an interpretation of a known document, in text without pictures"
    ),
    FactName("interpreted_title", _E, "str", "the document it interprets"),
    FactName("interpretation_chars", _E, "int", "characters of its text"),
    FactName("overlap_percent", _E, "int", "share of its text that stands in the document, in percent"),
    FactName("entry_kind", _E, "str", "kind of document by its title, empty when none is certain"),
    FactName("placement", _E, "str", "here | elsewhere | unsure: whether its column is one for that kind"),
    FactName("right_column", _E, "str", "name of the column for that kind on this site"),
    FactName(
        "report_year", _E, "int", "the year an annual report is about, 0 for other entries; unknown ambiguous"
    ),
    FactName(
        "report_format",
        _E,
        "str",
        "the form it must have: 30 | 60 | 2019 (a trial), empty before and for others",
    ),
    FactName(
        "report_parts_missing",
        _E,
        "str",
        "parts no heading of its text shows, joined by 、; unknown when unread",
    ),
    FactName("report_parts_in_order", _E, "bool", "those that are there follow one another"),
    FactName(
        "report_tables",
        _E,
        "str",
        "text | pictures (nothing else); unknown (unreadable) when neither is certain",
    ),
    FactName(
        "report_sum_faults",
        _E,
        "str",
        "identities of its tables that fail, with cells and values; unknown when not certainly parsed",
    ),
    FactName(
        "report_before", _E, "bool", "last year's report is there and both tables name a carried number"
    ),
    FactName("report_carry_differs", _E, "str", "columns whose carried numbers differ, with both values"),
    FactName("report_fee_told", _E, "bool", "it speaks of 信息处理费, collected or not"),
    FactName("report_text_differs", _E, "str", "numbers of the text that its tables do not have"),
    FactName(
        "report_likeness", _E, "int", "percent of the running text shared with last year's; 0 for little text"
    ),
    FactName("personal_hits", _E, "int", "pieces of personal data masked in its text"),
    FactName("personal_found", _E, "str", "the first of them: kind, masked form, place"),
    FactName("text_readable", _E, "bool", "its text could be looked at"),
    FactName("text_problem", _E, "str", "scanned_picture | encrypted | no_reader; empty when it was read"),
    # ---- attachment
    FactName(
        "download_state", _A, "str", "ok | dead | empty | html | mismatch; unknown by what came of asking"
    ),
    FactName("download_note", _A, "str", "short name of the failure, else of the type the first bytes show"),
    FactName("personal_hits", _A, "int", "pieces of personal data masked in its text"),
    FactName("personal_found", _A, "str", "the first of them: kind, masked form, place"),
    FactName("text_readable", _A, "bool", "its text could be looked at"),
    FactName("text_problem", _A, "str", "scanned_picture | encrypted | no_reader; empty when it was read"),
    # ---- page
    FactName(
        "dead_links",
        _P,
        "int",
        "links whose address is gone, twice; unknown when none and some were not seen",
    ),
    FactName("dead_link_names", _P, "str", "their texts and addresses, at most 5"),
    FactName("dead_link_first", _P, "str", "address of the first of them"),
    FactName("has_head", _P, "bool", "markup with a head of its own, no fragment"),
    FactName(
        "tags_missing", _P, "int", "required tags missing or empty here, beside those the template lacks"
    ),
    FactName("tags_missing_names", _P, "str", "their names"),
    FactName("lacks_with_template", _P, "bool", "its whole template lacks a required tag"),
    FactName("tags_differing", _P, "int", "tags that say something else than the page; unknown where unsure"),
    FactName("tags_differences", _P, "str", "those tags: what they say, what the page shows"),
    FactName("tags_site", _P, "str", "another website that its SiteName and SiteDomain name, else empty"),
    FactName("tags_cause", _P, "str", "names of those tags where most pages have it so, else empty"),
    # ---- host
    FactName("host_name", _H, "str", "another host that pages link to"),
    FactName("host_kind", _H, "str", "own | government | known | harmless | private | public_ip | outside"),
    FactName("linking_pages", _H, "int", "pages that link to it"),
    FactName("linking_places", _H, "str", "the first few links: text and page"),
)

BY_NAME: dict[str, FactName] = {f.name: f for f in FACTS}
