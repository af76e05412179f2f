using System.Text.RegularExpressions;

namespace Rooms.Architecture.Tests;

/// <summary>The directions that project references cannot state (house-style.md, "Direction").</summary>
public class DirectionTests
{
    [Fact]
    public void MediaRelay_AnyFile_NamesNoGrain()
    {
        var offenders = SourceTree.FilesNaming("src/MediaRelay", new Regex(@"\bI\w+Grain\b|\bIGrainFactory\b|Rooms\.Contracts\.(Rooms|Users|Streams|Relays)\b"));

        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("Endpoints")]
    [InlineData("Content")]
    [InlineData("Recording")]
    [InlineData("Links")]
    [InlineData("Packets")]
    public void Frames_AnyFile_KnowsNoLayerAbove(string layer)
    {
        var offenders = SourceTree.FilesNaming("src/MediaRelay/Frames", new Regex($@"MediaRelay\.{layer}\b"));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Endpoints_EachFolder_KnowsNoOtherEndpoint()
    {
        var endpoints = Directory.GetDirectories(Path.Combine(SourceTree.Root, "src/MediaRelay/Endpoints")).Select(Path.GetFileName).ToArray();

        var offenders = endpoints.SelectMany(mine => endpoints.Where(other => other != mine).SelectMany(other =>
            SourceTree.FilesNaming($"src/MediaRelay/Endpoints/{mine}", new Regex($@"Endpoints\.{other}\b"))));

        Assert.True(endpoints.Length > 1);
        Assert.Empty(offenders);
    }

    [Fact]
    public void Wire_AnyFile_HasNoSocketClockOrContainer()
    {
        var offenders = SourceTree.FilesNaming("src/Wire", new Regex(@"System\.Net\.Sockets|DateTime(Offset)?\.(Utc)?Now|Stopwatch|Microsoft\.Extensions"));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Sockets_AnyFile_HasNoPolicy()
    {
        var offenders = SourceTree.FilesNaming("src/Sockets", new Regex(@"Rooms\.(Wire|Contracts|Edge|Gateway|MediaRelay)|Microsoft\.(Extensions|AspNetCore)"));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Grains_AnyFile_KeepsTheTurn()
    {
        // Orleans' scheduler is lost by these; time comes from TimeProvider.
        var offenders = SourceTree.FilesNaming("src/Grains", new Regex(@"ConfigureAwait\(false\)|Task\.Run\(|\block\s*\(|DateTime(Offset)?\.(Utc)?Now|Orleans\.Embedded|ENGINE_ORLEANS"));

        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("Gateway")]
    [InlineData("MediaRelay")]
    [InlineData("Silo")]
    public void RoleAssembly_PublicTypes_AreItsRegistrationOnly(string role)
    {
        var assembly = System.Reflection.Assembly.Load($"Rooms.{role}");

        var visible = assembly.GetExportedTypes().Where(type => type.DeclaringType is null).Select(type => type.FullName).ToArray();

        Assert.True(visible.Length <= 1, $"{role} shows more than its registration: {string.Join(", ", visible)}");
    }
}
