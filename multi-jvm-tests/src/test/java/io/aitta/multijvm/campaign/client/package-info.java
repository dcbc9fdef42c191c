/**
 * The clients of a campaign: what they send, how they retry, and the ledger of what they were told.
 */
package io.aitta.multijvm.campaign.client;
