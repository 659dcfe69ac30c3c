// Package criteria decides whether a plan meets the conditions of chapter 8 of
// Sitra's memo. [Check] is a pure function of a draft: no I/O, no clock, no
// model. It runs every rule, never stops at the first finding, and says of each
// finding what is wrong, where, why (chapter) and how to mend it, in Finnish,
// Swedish and English. It reports conditions; it never says that a plan will
// get money.
//
// A [Rule] is a value in one ordered table, written in the files rules_*.go and
// joined in rule.go. That table is the only place to extend.
//
// # Decisions
//
// Hard and integrity rules fail their criterion, model rules and advice are
// remarks, the bonus can only add. A value that no person has said, typed,
// imported or confirmed counts as missing for hard and bonus rules; a row that
// holds nothing but such values is not yet a row of the plan, so a mere proposal
// can neither pass nor fail a criterion.
//
// One cause gives one finding. A missing list is reported once and not again by
// the rules on its rows; a missing decision rhythm is C4.DESCRIBED and not also
// C4.RHYTHM; a reference to an indicator is reported as dangling only when
// there are enough indicators, because otherwise C1.KPI.COUNT_MIN has said it.
//
// Where the memo is silent we chose (SPEC section 12): two indicators at least
// and three at most; a data set of quality class B or C must say what it lacks,
// one of class A need not while some other does; a capability of low
// criticality needs no development action (the memo would not invest in it);
// scaling can be carried out when a batch says when it is scaled or, with a
// single batch, when the commitments say where to; an indicator's due date
// beyond the time span is an error to correct in one or the other.
//
// A transfer names a person when a text about its ends holds a full or a titled
// name. A bare surname is as often a place or a unit, so it does not count. More
// work instead of less is no error: such a row need not say what becomes of freed
// work, and only saying so nevertheless is a contradiction (C5.STAFF_NEED).
//
// Text is judged by what a machine can see: that it says something at all, that
// whoever is responsible is a person, a role or a body and not everybody, that an
// option is one, and that a redesign is more than taking an AI model into use: that
// people are trained for it or get faster is no redesign. Whether it is good is for
// Sitra's experts.
//
// Two rows with one name in one unit are one indicator. Where there is no other,
// that is a remark (C1.KPI.PERSPECTIVES) and not too few indicators: the name of a
// row is easily mistyped, and a person sees which it is.
//
// Beside the criteria the report tells the state of every part of them
// ([SubCriterion]). A part that the plan says nothing on is not started; the
// worst finding decides the rest, and remarks leave a part met. A rule of the
// model, and no other, is waived by a deviation that a named person at Sitra has
// agreed to on a given day. An expert's verdict stands beside the machine's and
// never moves it; a plan is ready when both say yes to every part but the bonus.
//
// Tables that contradict each other are shown with both values and quotes
// ([Evidence]). Where a machine cannot tell which holds, the rule only advises.
//
// A plan is pinned to the rules it is begun with. Newer rules judge it all the
// same, but [Since] names them and marks what they found.
//
// # Cost
//
// BenchmarkCheck, two shared cores under load: a full plan takes 57 to 85 µs and 108
// allocations, of which 16 read the ends of a transfer for names; an empty one,
// with all its findings in three languages, about 330 µs and 1,230 allocations.
package criteria
