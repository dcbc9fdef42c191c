/** What is done to the nodes of a campaign, and how long their keys could not be written then. */
package io.aitta.multijvm.campaign.fault;
