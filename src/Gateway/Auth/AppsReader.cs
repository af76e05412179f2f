using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Demo;
using Rooms.Configuration;

namespace Rooms.Gateway.Auth;

/// <summary>Reads <see cref="AppsOptions"/>: one <see cref="AppOptions"/> a child of the section. The demo's app gets a random secret when it has none.</summary>
internal sealed class AppsReader(IConfiguration configuration) : IConfigureOptions<AppsOptions>, IValidateOptions<AppsOptions>
{
    private readonly List<string> faults = [];

    public void Configure(AppsOptions options)
    {
        lock (faults)
        {
            faults.Clear();
            foreach (var child in configuration.GetSection(AppsOptions.Section).GetChildren()) options.Apps[child.Key] = Read(child.Key);
            AddDemo(options);
        }
    }

    public ValidateOptionsResult Validate(string? name, AppsOptions options)
    {
        lock (faults) return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private AppOptions Read(string name)
    {
        var section = $"{AppsOptions.Section}:{name}";
        if (!Ids.IsValid(name)) faults.Add($"{section}: wanted a name of 1 to 64 characters out of A-Z a-z 0-9 _ . ~ -");
        var app = new AppOptions();
        SectionReader.Read(configuration, section, app, faults);
        foreach (var fault in app.Validate(new ValidationContext(app))) faults.Add($"{section}:{fault.MemberNames.First()}: wanted {fault.ErrorMessage}");
        return app;
    }

    private void AddDemo(AppsOptions options)
    {
        // Not IOptions<DemoOptions>: its faults are its own, and must not hide the apps'.
        var demo = new DemoOptions();
        SectionReader.Read(configuration, DemoOptions.Section, demo, []);
        if (!demo.Demo || options.Apps.ContainsKey(DemoOptions.App)) return;
        options.Apps[DemoOptions.App] = new AppOptions { Secret = RandomNumberGenerator.GetHexString(32, lowercase: true) };
    }
}
