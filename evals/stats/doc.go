// Package stats is the statistics of the evals: how sure a figure is, whether two runs differ, whether a sample could
// have shown that they do, and how well people agree.
//
// Everything random takes a seed and draws from a PCG, so that the same data gives the same figures. The unit of
// resampling is the case: its styles and trials are not independent, and intervals that treat them so are too narrow.
//
// # Decisions
//
// The functions are few and each has a published definition with a vector in the tests, so they are written here. Of the
// libraries, gonum/stat has neither exact McNemar with power nor Krippendorff's alpha, and its bootstrap is not
// clustered.
package stats
