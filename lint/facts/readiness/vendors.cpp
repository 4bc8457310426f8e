#include "lint/facts/readiness/vendors.h"

#include <algorithm>
#include <iterator>

namespace mcplint {

/// Those that repeat requests do so unless they are told otherwise, by their documentation.
static constexpr Vendor kVendors[] = {
    // Models and what is built on them
    {"openai.", true},
    {"anthropic.", true},
    {"groq.", true},
    {"cohere."},
    {"mistralai."},
    {"replicate."},
    {"huggingface_hub."},
    {"google.genai."},
    {"google.generativeai."},
    {"elevenlabs."},
    {"langfuse."},
    {"litellm."},
    {"ollama."},
    // Clouds and platforms
    {"boto3.", true},
    {"botocore.", true},
    {"aioboto3.", true},
    {"azure.", true},
    {"msgraph."},
    {"google.cloud."},
    {"googleapiclient."},
    {"kubernetes."},
    {"kubernetes_asyncio."},
    {"hcloud."},
    {"digitalocean."},
    {"supabase."},
    {"pinecone."},
    {"zscaler."},
    {"meraki."},
    {"pynetbox."},
    // Work: code, tickets, notes, mail
    {"github.", true},
    {"githubkit."},
    {"gitlab."},
    {"atlassian."},
    {"jira."},
    {"jenkins."},
    {"notion_client."},
    {"slack_sdk."},
    {"slack_bolt."},
    {"asana."},
    {"trello."},
    {"todoist_api_python."},
    {"zulip."},
    {"discord."},
    {"telegram."},
    {"telethon."},
    {"twilio."},
    {"sendgrid."},
    {"pyairtable."},
    {"hubspot."},
    {"simple_salesforce."},
    {"zenpy."},
    {"odoorpc."},
    {"caldav."},
    {"exchangelib."},
    {"datadog_api_client."},
    {"prometheus_api_client."},
    {"grafana_client."},
    // Data, money, media
    {"stripe."},
    {"shopify."},
    {"ccxt."},
    {"yfinance."},
    {"alpaca."},
    {"polygon."},
    {"arxiv."},
    {"wikipedia."},
    {"wikipediaapi."},
    {"spotipy."},
    {"tweepy."},
    {"praw."},
    {"youtube_transcript_api."},
    {"yt_dlp."},
    // Search and reading the web
    {"tavily."},
    {"exa_py."},
    {"firecrawl."},
    {"serpapi."},
    {"ddgs."},
    {"duckduckgo_search."},
    {"scrapegraph_py."},
    {"apify_client."},
    {"crawl4ai."},
    // Clients of HTTP that no rule looks into
    {"urllib3."},
    {"niquests."},
    {"curl_cffi.requests."},
    {"cloudscraper."},
    {"gql."},
};

const Vendor* vendor_of(std::string_view callee) {
  const auto* found = std::ranges::find_if(
      kVendors, [&](const Vendor& one) { return callee.starts_with(one.beginning); });
  return found == std::end(kVendors) ? nullptr : found;
}

std::vector<const Call*> vendor_calls(const Project& project) {
  std::vector<const Call*> calls;
  for (const Call& call : project.calls) {
    if (vendor_of(call.callee) != nullptr) calls.push_back(&call);
  }
  return calls;
}

const Call* first_in(const Server& server, std::span<const Call* const> calls) {
  const auto found =
      std::ranges::find_if(calls, [&](const Call* call) { return server.runs(*call->code); });
  return found == calls.end() ? nullptr : *found;
}

}  // namespace mcplint
