using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Configuration;

namespace Rooms.Gateway.Auth;

/// <summary>Reads <see cref="AppsOptions"/>: one <see cref="AppOptions"/> a child of the section.</summary>
internal sealed class AppsReader(IConfiguration configuration) : IConfigureOptions<AppsOptions>, IValidateOptions<AppsOptions>, IOptionsCheck
{
    public void Configure(AppsOptions options)
    {
        options.Defaults = NewApp(configuration).Quotas.ToQuotas();
        foreach (var child in configuration.GetSection(AppsOptions.Section).GetChildren()) options.Apps[child.Key] = Read(configuration, child.Key, []);
    }

    public ValidateOptionsResult Validate(string? name, AppsOptions options)
    {
        List<string> faults = [];
        Check(configuration, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public void Check(IConfiguration configuration, List<string> faults)
    {
        foreach (var child in configuration.GetSection(AppsOptions.Section).GetChildren()) Read(configuration, child.Key, faults);
    }

    private static AppOptions Read(IConfiguration configuration, string name, List<string> faults)
    {
        var section = $"{AppsOptions.Section}:{name}";
        if (!Ids.IsValid(name)) faults.Add($"{section}: wanted a name of 1 to 64 characters out of A-Z a-z 0-9 _ . ~ -");
        var app = NewApp(configuration);
        SectionReader.Read(configuration, section, app, faults);
        SectionReader.Read(configuration, $"{section}:{nameof(AppOptions.Quotas)}", app.Quotas, faults);
        return app;
    }

    // With everybody's quotas, whose faults are told by their own check.
    private static AppOptions NewApp(IConfiguration configuration)
    {
        var app = new AppOptions();
        SectionReader.Read(configuration, QuotaOptions.Section, app.Quotas, []);
        return app;
    }
}
