// Package engine is the worker's half of presync: it takes requests from the page,
// lets a workspace answer them and sends the answers back.
//
// The other end of the line is static/worker.js, whose global presyncPort carries
// requests and responses as JSON in the types of core/session, and the bytes of the
// dropped files as blocks. A request is answered before the next is looked at; the
// page cancels by ending the worker.
package engine
