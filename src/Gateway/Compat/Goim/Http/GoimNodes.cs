using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>Where clients are sent: this process, by whatever name the question came. goim v2 internal/logic/nodes.go.</summary>
internal sealed class GoimNodes(IOptions<GoimOptions> options, IOptions<GoimV2Options> v2, GoimPorts ports, TimeProvider time)
{
    private readonly long startedAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>As its protocol buffers write JSON: a port that is not there (0) is left out.</summary>
    public void WriteWeighted(Utf8JsonWriter json, HttpRequest request)
    {
        var domain = DomainOf(request);
        json.WriteStartObject();
        json.WriteString("domain", domain);
        WriteIfThere(json, "tcp_port", ports.V2Tcp);
        WriteIfThere(json, "ws_port", ports.V2WebSocket);
        json.WriteNumber("heartbeat", v2.Value.HeartbeatSeconds);
        json.WriteStartArray("nodes");
        json.WriteStringValue(domain);
        json.WriteEndArray();
        json.WriteStartObject("backoff");
        // cmd/logic/logic-example.toml
        json.WriteNumber("max_delay", 300);
        json.WriteNumber("base_delay", 3);
        json.WriteNumber("factor", 1.8);
        json.WriteNumber("jitter", 0.3);
        json.WriteEndObject();
        json.WriteNumber("heartbeat_max", v2.Value.HeartbeatMax);
        json.WriteEndObject();
    }

    /// <summary>As its naming library describes an instance.</summary>
    public void WriteInstances(Utf8JsonWriter json, HttpRequest request)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("region", "");
        json.WriteString("zone", "");
        json.WriteString("env", "");
        json.WriteString("appid", "goim.comet");
        json.WriteString("hostname", DomainOf(request));
        json.WriteStartArray("addrs");
        if (ports.V2Tcp > 0) json.WriteStringValue($"tcp://{DomainOf(request)}:{ports.V2Tcp}");
        if (ports.V2WebSocket > 0) json.WriteStringValue($"ws://{DomainOf(request)}:{ports.V2WebSocket}/sub");
        json.WriteEndArray();
        json.WriteString("version", "");
        json.WriteNumber("latest_timestamp", startedAt);
        json.WriteNull("metadata");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private string DomainOf(HttpRequest request) => options.Value.Domain.Length > 0 ? options.Value.Domain : request.Host.Host;

    private static void WriteIfThere(Utf8JsonWriter json, string name, int port)
    {
        if (port > 0) json.WriteNumber(name, port);
    }
}
