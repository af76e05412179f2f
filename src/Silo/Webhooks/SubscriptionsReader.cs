using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Webhooks;

namespace Rooms.Silo.Webhooks;

/// <summary>Reads <see cref="SubscriptionsOptions"/> out of the apps' configuration.</summary>
internal sealed class SubscriptionsReader(IConfiguration configuration) : IConfigureOptions<SubscriptionsOptions>
{
    public void Configure(SubscriptionsOptions options)
    {
        foreach (var app in configuration.GetSection("Apps").GetChildren())
        {
            var wish = new Wish();
            SectionReader.Read(configuration, $"{app.Path}:Webhooks", wish, []);
            if (wish.Url.Length > 0) options.Events[app.Key] = wish.Events;
        }
    }

    /// <summary>Two keys of the gateway's WebhookOptions, with the same defaults.</summary>
    private sealed class Wish
    {
        public string Url { get; set; } = "";

        public string[] Events { get; set; } = [EventPattern.All];
    }
}
