// Package plan is the plan as data: the document that Sitra's memo
// "Tuottavuuslähtöisen uudistumisen toimintamalli" asks for, the path of every
// value in it, the proof of each value, the catalogue of fields in three
// languages, and the numbers that follow from it. It does no I/O and has no
// clock.
//
// # Glossary
//
//	avainmittari                KPI
//	vastuunjakomatriisi         RACI, rows are WorkItem (työkohde)
//	omistaja, tekijä,           Accountable, Responsible,
//	kuultava, tiedotettava      Consulted, Informed
//	kyvykkyys                   Capability
//	tietoaineisto               Asset
//	arvovirta, vaihe            ValueStream, Step
//	erä                         Batch
//	hyödyn realisointi          Realisation
//	päätöksentekomalli          Execution.Model
//	sitoumus                    Attestation (by a person), Commitments (in the plan)
//	ennakointi                  Commitments.Foresight
//	prioriteetti-indeksi (PI)   PriorityIndex
//	nopea tulkinta              Quadrant
package plan
